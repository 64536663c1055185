/** Csv: RFC 4180 text for a spreadsheet; a cell that a spreadsheet would run as a formula is disarmed. */

/** Also the full-width forms, which a sheet of an East Asian locale takes for the same (OWASP, CSV Injection). */
const runs_in_a_sheet = /^[=+\-@\t\r\n＝＋－＠]/;
/** A phone number or an amount begins with + or - and runs nothing. */
const number_only = /^[+-][\d ()./-]*$/;

export function toCsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => {
    const safe = runs_in_a_sheet.test(text) && !number_only.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Rows of cells; a byte order mark and empty lines are left out, and the disarming of toCsv undone. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = () => {
    row.push(cell);
    if (row.some((one) => one.trim() !== ''))
      rows.push(row.map((one) => (/^'[=+\-@＝＋－＠]/.test(one) ? one.slice(1) : one)));
    row = [];
    cell = '';
  };
  const source = text.replace(/^\uFEFF/, '');
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at];
    if (quoted) {
      if (char !== '"') cell += char;
      else if (source[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ',') {
      row.push(cell);
      cell = '';
    } else if (char === '\n') endRow();
    else if (char !== '\r') cell += char;
  }
  endRow();
  return rows;
}

export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
