/* What differs between two texts, word by word. */

const WORD = /\s+|[\p{L}\p{N}_]+|[^]/gu;

const MOST_WORDS = 1200;

/** Both texts as lists of [part, whether the other text has it too]. */
function changes(left, right) {
  const a = left.match(WORD) || [];
  const b = right.match(WORD) || [];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) {
    start++;
  }
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) {
    end++;
  }
  const common = between(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return [marked(a, start, end, common.left), marked(b, start, end, common.right)];
}

function marked(words, start, end, common) {
  const parts = [];
  const shared = (i) => i < start || i >= words.length - end || common.has(i - start);
  const gap = (i) => i > 0 && i < words.length - 1 && !words[i].trim() && !shared(i - 1) && !shared(i + 1);
  words.forEach((word, i) => {
    const same = shared(i) && !gap(i);
    const last = parts[parts.length - 1];
    if (last && last[1] === same) {
      last[0] += word;
    } else {
      parts.push([word, same]);
    }
  });
  return parts;
}

/** The longest common subsequence, as positions in both. */
function between(a, b) {
  const left = new Set();
  const right = new Set();
  if (a.length > MOST_WORDS || b.length > MOST_WORDS) {
    return { left, right };
  }
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] = a[i] === b[j]
        ? longest[(i + 1) * width + j + 1] + 1
        : Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    }
  }
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      left.add(i++);
      right.add(j++);
    } else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
      i++;
    } else {
      j++;
    }
  }
  return { left, right };
}
