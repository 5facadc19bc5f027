"use strict";
// What scrolls sideways can be reached by the keyboard; what does not is no stop on the way.
(() => {
  const mark = () => {
    for (const part of document.querySelectorAll("pre, .table-wrapper, .course-still, .output.text_html")) {
      if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
      else part.removeAttribute("tabindex");
    }
  };
  addEventListener("load", mark);
  addEventListener("resize", mark);
})();
