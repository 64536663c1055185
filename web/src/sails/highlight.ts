/** Highlight: cuts a text into marked and plain pieces by the exact quotes found in it. Pure; text only. */

export interface Piece {
  readonly text: string;
  readonly quote: number | null; // index of the quote it belongs to
}

/** Quotes may differ from the text in white space: a reader joins folded lines. */
function pattern(quote: string): RegExp | null {
  const words = quote.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  return new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('\\s+'), 'u');
}

const quotes_max = 60;

/** The first place of each quote; a place that lies inside an earlier quote's is left to that one. */
export function highlight(text: string, quotes: readonly string[]): Piece[] {
  const places: { begin: number; end: number; quote: number }[] = [];
  quotes.slice(0, quotes_max).forEach((quote, index) => {
    const found = pattern(quote)?.exec(text);
    if (!found) return;
    const begin = found.index;
    const end = begin + found[0].length;
    if (places.some((place) => begin < place.end && place.begin < end)) return;
    places.push({ begin, end, quote: index });
  });
  places.sort((a, b) => a.begin - b.begin);
  const pieces: Piece[] = [];
  let at = 0;
  for (const place of places) {
    if (place.begin > at) pieces.push({ text: text.slice(at, place.begin), quote: null });
    pieces.push({ text: text.slice(place.begin, place.end), quote: place.quote });
    at = place.end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), quote: null });
  return pieces;
}
