// Runs before anything is drawn, so that a chosen dark page never flashes white. The app reads the same two keys.
try {
  const theme = localStorage.getItem('tenfold.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  const language = localStorage.getItem('tenfold.language')
  if (language) document.documentElement.lang = language
} catch {
  // Storage is refused in some private windows: the system's theme shows then.
}
