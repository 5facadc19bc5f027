"""The search box of a lesson, used from outside."""

import base64

import pytest


def box(page):
    return page.locator(".widget-vbox", has=page.locator(".course-upload")).last


def found(page) -> bytes:
    """The bytes of the picture that shows what was found."""
    source = (
        box(page)
        .locator("img")
        .evaluate(
            """async image => {
            const blob = await (await fetch(image.src)).blob();
            const reader = new FileReader();
            return await new Promise(done => {
                reader.onload = () => done(reader.result);
                reader.readAsDataURL(blob);
            });
        }"""
        )
    )
    return base64.b64decode(source.split(",")[1])


def upload(page, path) -> None:
    with page.expect_file_chooser() as chooser:
        box(page).locator(".course-upload button").click()
    chooser.value.set_files(path)


def until_changed(page, before: bytes) -> bytes:
    for _ in range(100):
        page.wait_for_timeout(200)
        if (now := found(page)) != before:
            return now
    pytest.fail("the picture did not change")
