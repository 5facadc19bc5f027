// ipywidgets writes what a slider is called beside it, and tells no screen reader. Here it does.
(inside) => {
  const box = inside.closest('.widget-vbox');
  const set = (part, name, value) => {
    if (part.getAttribute(name) !== value) part.setAttribute(name, value);
  };
  const name = () => {
    for (const slider of box.querySelectorAll('.widget-slider, .widget-hslider')) {
      const label = slider.querySelector('.widget-label')?.textContent ?? '';
      const readout = slider.querySelector('.widget-readout');
      for (const handle of slider.querySelectorAll('.noUi-handle')) {
        set(handle, 'aria-label', label);
        if (readout) set(handle, 'aria-valuetext', readout.textContent);
      }
      if (readout?.isContentEditable) {
        set(readout, 'role', 'textbox');
        set(readout, 'aria-label', `${label}, typed`);
      }
    }
  };
  const seen = { childList: true, subtree: true, attributeFilter: ['aria-valuetext'] };
  new MutationObserver(name).observe(box, seen);
  name();
}
