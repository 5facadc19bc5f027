"""Reading the numbers of a page that an answer wrote: what several projects ask for."""

from collections.abc import Callable
from html.parser import HTMLParser
from math import isfinite

from course_utils.grading.kernel.answers import No, NotAnswered
from course_utils.grading.kernel.values import kind_of

EMPTY = {"meta", "br", "img", "hr", "link", "input", "col"}
CELLS, PARTS = ("td", "th"), ("thead", "tbody", "tfoot")
BLOCKS = ("p", "div", "section", "table", "ul", "ol", "dl", "pre", "hr", "h1", "h2", "h3", "h4")
# HTML needs no end tag of an element that the start of one of these ends.
ENDED = {
    "li": ("li",),
    "tr": ("tr", *CELLS),
    **{cell: CELLS for cell in CELLS},
    **{part: ("tr", *CELLS, *PARTS) for part in PARTS},
    **{name: ("dt", "dd") for name in ("dt", "dd")},
    **{block: ("p",) for block in BLOCKS},
}
# What stands around one of these is not ended.
HOLDERS = {"table", "ul", "ol", "dl", "div", "section", "li", "dd", *CELLS}


class Elements(HTMLParser):
    """The text of each element that has an id; of several with one id the last, and the earlier."""

    def __init__(self):
        super().__init__()
        self.open, self.found, self.earlier = [], {}, []

    def handle_starttag(self, tag, attrs):
        ended = ENDED.get(tag, ())
        for at in reversed(range(len(self.open))):
            if self.open[at][0] in ended:
                del self.open[at:]
            elif self.open[at][0] in HOLDERS:
                break
        if tag not in EMPTY:
            name = dict(attrs).get("id")
            self.open.append((tag, name))
            if name:
                if name in self.found:
                    self.earlier.append((name, self.found[name]))
                self.found[name] = ""

    def handle_endtag(self, tag):
        opened = [name for name, _ in self.open]
        if tag in opened:
            del self.open[len(opened) - 1 - opened[::-1].index(tag) :]

    def handle_data(self, data):
        for _, name in self.open:
            if name:
                self.found[name] += data


# What a page is given to put at its end, and the words that a reader sees of its last element.
MORE = '<h2>Limits</h2><ul><li id="limits">Names of things\n&amp; no more</li></ul>'
LIMITS = "Names of things & no more"


def last_element(page: str) -> tuple[str, str]:
    """The id and the words of a page's last element that has an id, as a browser spaces them."""
    elements = Elements()
    elements.feed(page)
    name, text = list(elements.found.items())[-1]
    return name, " ".join(text.split())


class _Tags(HTMLParser):
    """The start tags of a page; what stands in a title is text."""

    def __init__(self):
        super().__init__()
        self.found, self.words = [], ""

    def handle_starttag(self, tag, attrs):
        if not self.words:
            self.found.append(tag)
            self.words = tag if tag in ("title", "textarea") else ""

    def handle_endtag(self, tag):
        if tag == self.words:
            self.words = ""


def is_text_all_over(write: Callable[[str], str], name: str) -> bool:
    """Whether a page that shows `name` has the tags of one whose name has ( and ) for < and >."""
    pages = _Tags(), _Tags()
    for page, shown in zip(pages, (name, name.replace("<", "(").replace(">", ")")), strict=True):
        page.feed(write(shown))
    return pages[0].found == pages[1].found


def page_and_end(read: Callable) -> Callable:
    """What a probe looks at: what `read` finds on a page, and the page's last element."""

    def observe(answer, *arguments):
        page = answer(*arguments)
        return list(read(page).items()), last_element(page)

    return observe


def ends_with_more(page: str) -> None:
    """MORE stands at the end of a page, as the HTML that it is."""
    if "&lt;h2&gt;" in page:
        raise No("`more` is HTML already: escape what is text alone")
    if 'id="limits"' not in page:
        raise No("what was given as `more` is not shown")
    name, text = last_element(page)
    if name != "limits":
        raise No("`more` stands before some of the numbers")
    if text != LIMITS:
        raise No(f"the end of `more` is shown as {text!r}")


def has_no_more(page: str) -> None:
    """A page that is written without `more`, after one with MORE, does not show it."""
    if 'id="limits"' in page:
        raise No("what one page was given as `more` stands on the next one, too")


def per_cent_is(found: float, expected: float, why: str) -> None:
    """The number of an element is `expected` per cent, to one decimal."""
    _is_rounded(found, expected, f"found {found:g} %. {why}", 0.0501, 1, "one decimal")


def rate_is(found: float, expected: float, why: str) -> None:
    """The number of an element is `expected`, to three decimals."""
    _is_rounded(found, expected, f"found {found:g}. {why}", 0.000501, 0.01, "three decimals")


def _is_rounded(found, expected, words, step, near, decimals):
    """`found` is within a `step` of rounding; one that is `near` may have been cut off."""
    if not abs(found - expected) <= step:  # not a number is no number that is near
        close = abs(found - expected) < near
        raise No(f"{words}{f'. Is it rounded to {decimals}?' if close else ''}")


def read_page(found, counts=(), shares=(), words=(), rates=(), or_none=()):
    """The elements of a page with these ids: whole numbers, per cent to one decimal, and texts.

    `rates` are numbers to three decimals; a share in `or_none` may be the word "none".
    """
    if found is ...:
        raise NotAnswered
    if not isinstance(found, str):
        raise No(f"found {kind_of(found)}, expected a page as a string")
    page = Elements()
    page.feed(found)
    missing = [name for name in (*counts, *shares, *rates, *words) if name not in page.found]
    if missing:
        raise No(f"no element of the page has the id {missing[0]!r}")
    for name, text in page.earlier:
        if name in (*counts, *shares, *rates) and text.strip() != page.found[name].strip():
            raise No(f"two elements have the id {name!r}, and say different things")
    read = {}
    for name in (*counts, *shares, *rates):
        text = page.found[name].replace("\N{NO-BREAK SPACE}", " ").strip()
        if name in or_none and text == "none":
            read[name] = text
            continue
        if name in shares:
            if not text.endswith("%"):
                raise No(f"{name}: found {text!r}, expected per cent, such as 61.4 %")
            text = text[:-1]
        places, asked = (3, "three decimals") if name in rates else (1, "one decimal")
        try:
            read[name] = round(float(text), places)
        except ValueError:
            raise No(f"{name}: found {text!r}, expected a number") from None
        shown = text.strip().partition(".")[2]
        if name not in counts and isfinite(read[name]) and len(shown) != places:
            raise No(f"{name}: found {page.found[name].strip()!r}, expected {asked}")
    return read | {name: page.found[name].strip() for name in words}
