/** Runs before anything is painted, as a classic script: a page in the wrong theme would flash. Imports nothing. */
{
  const root = document.documentElement;
  root.classList.add('js');
  // a lecture must not begin with a glimpse of the text; the style sheet waits for it no longer than a few seconds
  root.classList.toggle('lecture-soon', /[?&]lecture\b/.test(location.search));
  try {
    const theme = localStorage.getItem('book:theme');
    if (theme === 'light' || theme === 'dark' || theme === 'projector') root.dataset['theme'] = theme;
  } catch {
    // storage is switched off: the device's theme will do
  }
}
