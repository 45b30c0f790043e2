// The end of the language that the build gives lunr, in the worker of the theme's search: what understands Swedish, and the
// words that it knows, are fetched with the first search, since most visitors never make one.
(() => {
  const stop = new Set(self.searchStop.split(" "));
  const swedish = lunr.sv;

  function learning(index) {
    const search = index.search.bind(index);
    index.search = (query) => {
      index.search = search; // a search without Swedish is better than none
      try {
        importScripts(...self.searchScripts);
        self.understand(index);
      } catch (error) {
        console.warn(error);
      }
      return index.search(query);
    };
    return index;
  }

  lunr.sv = Object.assign(function () {
    swedish.call(this);
    const build = this.build.bind(this);
    this.build = () => learning(build());
  }, swedish);
  // What the theme does not call lacking on a page.
  lunr.stopWordFilter = (word) => (stop.has(word) || word.length < 2 ? undefined : word);
  lunr.Pipeline.registerFunction(lunr.stopWordFilter, "stopWordFilter-site");
})();
