// Sets theme and language before the first paint, so that neither is seen to change.
// A classic script in <head>: a module would run too late.
(() => {
  const saved = (key, allowed) => {
    try {
      const value = localStorage.getItem(key);
      return allowed.includes(value) ? value : null;
    } catch {
      return null; // storage is switched off
    }
  };
  const root = document.documentElement;
  const theme = saved("yodori.theme", ["light", "dark"]);
  if (theme) root.dataset.theme = theme;
  root.lang =
    saved("yodori.language", ["ja", "en"]) ?? (/^ja\b/i.test(navigator.language) ? "ja" : "en");
})();
