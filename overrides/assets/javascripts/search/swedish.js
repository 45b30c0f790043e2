// Lets the theme's search understand Swedish: runs in its worker, fetched when someone searches (language.js). A word that
// someone looks for also finds its other forms, compounds that hold it, what the site calls the same thing, and, where
// nothing on the site begins with it, what is spelt nearly like it. Which words those are the build has worked out
// (macros/search_words.py): here they are only looked up and weighed.
(() => {
  const {families, compounds, synonyms, endings, stopWords} = self.searchWords;
  const stop = new Set(stopWords.split(" "));

  function grouped(rows) {
    const groups = new Map();
    for (const [key, value] of rows) groups.set(key, [...(groups.get(key) ?? []), value]);
    return groups;
  }

  const family = new Map(families.flatMap((row) => row.split(" ").map((word, _, words) => [word, words])));
  const forms = (word) => family.get(word) ?? [word];
  const meant = grouped(synonyms.flatMap(([words, means]) => words.split(" ").map((word) => [word, means.split(" ")])));
  const parts = new Map(compounds.map((row) => row.split(" ")).map(([word, ...rest]) => [word, rest]));
  const holding = grouped([...parts].flatMap(([word, own]) => own.map((part, place) => [part, [word, place === own.length - 1]])));

  // One spelling for what sounds or is typed the same: ä and ö without dots, ae and oe, one consonant for two.
  const fold = (word) => word.replace(/aa|ae|[åä]/g, "a").replace(/oe|ö/g, "o").replace(/[éè]/g, "e").replace(/ü/g, "y").replace(/ck/g, "k")
    .replace(/([^aeiouy0-9])\1/g, "$1").replace(/c(?=[eiy])/g, "s").replace(/c/g, "k").replace(/w/g, "v").replace(/z/g, "s");

  // The fewest letters to change, add or take away before `word` is `other`, or the beginning of it.
  function distance(word, other, most) {
    let row = Array.from({length: other.length + 1}, (_, place) => place);
    for (let i = 1; i <= word.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (word[i - 1] !== other[j - 1]));
      }
      row = next;
      if (Math.min(...row) > most) return most + 1;
    }
    return word.length > 4 ? Math.min(...row) : row[other.length];
  }

  function understand(index) {
    const tokens = Object.keys(index.invertedIndex).sort();
    const known = new Set([...tokens, ...meant.keys(), ...holding.keys()]);
    const folded = grouped([...known].map((word) => [fold(word), word]));
    const rarities = new Map();
    function rarity(token) {
      if (!rarities.has(token)) {
        const places = Object.values(index.invertedIndex[token]).flatMap((field) => Object.keys(field));
        rarities.set(token, Math.log(1 + tokens.length / (1 + new Set(places).size)));
      }
      return rarities.get(token);
    }

    // Returns the site's words that someone who writes `word` may mean, with a weight of at most 1 each.
    function close(word) {
      const found = new Map();
      const add = (other, weight) => {
        if (Object.hasOwn(index.invertedIndex, other) && !(found.get(other) >= weight)) found.set(other, weight);
      };
      for (const form of forms(word)) {
        add(form, 0.8);
        for (const [compound, isLast] of holding.get(form) ?? []) for (const other of forms(compound)) add(other, isLast ? 0.4 : 0.2);
        for (const mean of (meant.get(form) ?? []).flat()) for (const other of forms(mean)) add(other, 0.7);
      }
      add(word, 1);
      for (const part of parts.get(word) ?? []) for (const form of forms(part)) add(form, 0.08);
      for (const token of tokens) if (token.startsWith(word)) add(token, (0.6 * word.length) / token.length);
      return found;
    }

    // Returns known words for one that nothing begins with: without its ending, or spelt nearly like it.
    function guess(word) {
      const stems = endings.filter((ending) => word.endsWith(ending) && word.length - ending.length > 2).map((ending) => word.slice(0, -ending.length));
      const stem = stems.find((stem) => known.has(stem));
      if (stem) return [stem];
      const plain = fold(word);
      if (folded.has(plain)) return folded.get(plain);
      const most = plain.length < 4 ? 0 : plain.length < 8 ? 1 : 2;
      const near = [...folded.keys()].filter((other) => other.length >= plain.length - most)
        .map((other) => [distance(plain, other.slice(0, plain.length + most), most), Math.abs(other.length - plain.length), other]);
      near.sort((one, two) => one[0] - two[0] || one[1] - two[1]);
      const best = near.filter(([changes, longer]) => changes <= most && changes === near[0][0] && longer <= near[0][1] + 2);
      if (best.length) return best.slice(0, 6).flatMap(([, , other]) => folded.get(other));
      const ends = tokens.filter((token) => word.length > 3 && token.endsWith(word));
      const last = [...known].filter((other) => other.length > 3 && word.endsWith(other)).sort((one, two) => two.length - one.length);
      const first = [...known].filter((other) => other.length > 3 && word.startsWith(other)).sort((one, two) => two.length - one.length);
      return [...ends, ...last.slice(0, 1), ...first.slice(0, 1)];
    }

    function meaning(word) {
      const found = close(word);
      const alike = (folded.get(fold(word)) ?? []).filter((other) => other !== word);
      for (const other of [...alike, ...(found.size || alike.length ? [] : guess(word))]) {
        for (const [token, weight] of close(other)) if (!(found.get(token) >= 0.8 * weight)) found.set(token, 0.8 * weight);
      }
      // What comes closest counts in full, and a rare form of a word says no more about a page than the common one does.
      const most = Math.max(...found.values());
      const usual = Math.min(...[...found].filter(([, weight]) => weight > 0.7 * most).map(([token]) => rarity(token)));
      return new Map([...found].map(([token, weight]) => [token, (weight / most) * Math.min(1, usual / rarity(token))]));
    }

    const search = index.search.bind(index);
    index.search = (query) => {
      const written = query.toLowerCase().split(/\s+/).map((term) => term.replace(/\*$/, ""));
      if (written.some((term) => /[+\-:~^*]/.test(term))) return search(query);
      const telling = written.filter((term) => term.length > 1 && !stop.has(term));
      const asked = new Map((telling.length ? telling : written).map((term) => [term, meaning(term)]));
      if (![...asked.values()].some((found) => found.size)) return [];
      const results = index.query((builder) => {
        for (const found of asked.values()) for (const [token, boost] of found) builder.term(token, {boost, usePipeline: false});
      });
      for (const result of results) {
        // The theme tells which words a page lacks by how the words that it has begin.
        const metadata = {};
        let answered = 0;
        for (const [term, found] of asked) {
          const tokens = Object.keys(result.matchData.metadata).filter((token) => found.has(token));
          answered += tokens.length > 0;
          for (const token of tokens) metadata[`${term} ${token}`] = result.matchData.metadata[token];
          for (const token of tokens) result.matchData.metadata[token] = {};
        }
        result.matchData.metadata = metadata;
        result.score *= (answered / asked.size) ** 2;
      }
      return results;
    };
  }

  self.understand = understand;
})();
