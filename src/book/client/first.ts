/** Runs before anything is painted, as a classic script: a page in the wrong theme would flash. Imports nothing. */
{
  const root = document.documentElement;
  root.classList.add('js');
  // a lecture must not begin with a glimpse of the text; the style sheet waits for it no longer than a few seconds
  root.classList.toggle('lecture-soon', /[?&]lecture\b/.test(location.search));
  try {
    // a link may bring a theme for this visit
    const asked = new URLSearchParams(location.search).get('theme') ?? '';
    const themes = /^(light|dark|projector)$/;
    const theme = themes.test(asked) ? asked : (localStorage.getItem('book:theme') ?? '');
    if (themes.test(theme)) root.dataset['theme'] = theme;
  } catch {
    // storage is switched off: the device's theme will do
  }
}
