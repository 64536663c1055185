/** Csv: RFC 4180 text for a spreadsheet; a cell that a spreadsheet would run as a formula is disarmed. */

const runs_in_a_sheet = /^[=+\-@\t\r]/;

export function toCsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => {
    const safe = runs_in_a_sheet.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
