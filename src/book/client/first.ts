/** Runs before anything is painted, as a classic script: a page in the wrong theme would flash. Imports nothing. */
{
  const root = document.documentElement;
  root.classList.add('js');
  try {
    const theme = localStorage.getItem('book:theme');
    if (theme === 'light' || theme === 'dark' || theme === 'projector') root.dataset['theme'] = theme;
  } catch {
    // storage is switched off: the device's theme will do
  }
}
