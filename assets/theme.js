// Sets theme and language before the first paint, so that neither is seen to change; and tells where the page can't
// begin. A classic script in <head>: a module would run too late. The build puts it into the pages themselves. In the
// words of the oldest browsers, for where the others can't be read this one must.
(function () {
  function saved(key, allowed) {
    try {
      var value = localStorage.getItem(key);
      return allowed.indexOf(value) < 0 ? null : value;
    } catch (error) {
      return null; // storage is switched off
    }
  }
  var root = document.documentElement;
  var theme = saved("yodori.theme", ["light", "dark"]);
  if (theme) root.setAttribute("data-theme", theme);
  // At /en/ the words are English, unless others were chosen before.
  var isJapanese = /^ja\b/i.test(navigator.language) && location.pathname.indexOf("/en/") !== 0;
  var lang = saved("yodori.language", ["ja", "en"]) || (isJapanese ? "ja" : "en");
  root.lang = lang;
  // Whoever follows a calendar's link sees nothing else before that is there.
  if (/^#v\d+\./.test(location.hash)) root.setAttribute("data-link", "");
  // Whoever chooses a language has its address from then on: a link to that greets others in the same words.
  addEventListener("yodori-looks", function () {
    if (root.lang === lang) return; // the theme is another one
    lang = root.lang;
    var path = lang === "en" ? "/en/" : "/";
    if (path !== location.pathname) history.replaceState(history.state, "", path + location.hash);
  });
  // By now boot.js has begun, and tells what fails from there on: unless it did not come or can't be read.
  addEventListener("load", function () {
    var message = document.getElementById("boot-failed");
    if (!window.yodoriFile && message) message.hidden = false;
  });
})();
