/** Icon: the few line drawings of the page, 20 units wide, always beside a word or with a label. */
const paths = {
  board: 'M3 4.500h14v12H3zM3 8.500h14M7 2.500v4M13 2.500v4',
  review: 'M3 4h14v9.500h-4l-3 3-3-3H3zM6.5 8.800l2.3 2.2 4.5-4.5',
  crew: 'M7.5 9.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 17c.3-3.2 2.4-5 5.5-5s5.2 1.8 5.5 5M13 4a2.8 2.8 0 0 1 0 5.300M15 12.400c1.8.7 2.8 2.3 3 4.6',
  health: 'M2 10.500h3.500l2-5.5 4 10.5 2.2-5H18',
  audit: 'M10 5v5.200l3.5 2M3.3 12.500A7 7 0 1 0 4 6.200M3.5 3v3.700h3.7',
  sun: 'M10 13.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 1.500v2M10 16.500v2M1.5 10h2M16.5 10h2M4 4l1.4 1.400M14.6 14.6 16 16M16 4l-1.4 1.400M5.4 14.6 4 16',
  moon: 'M16.5 12.200A7 7 0 0 1 7.8 3.500a7 7 0 1 0 8.7 8.700z',
  auto: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 3v14',
  help: 'M7.5 7.700A2.6 2.6 0 0 1 10 5.500c1.5 0 2.6.9 2.6 2.3 0 2-2.6 2-2.6 4M10 14.600v.1M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16z',
  left: 'M12 4.5 6.5 10l5.5 5.5',
  right: 'M8 4.5 13.5 10 8 15.5',
  close: 'M5 5l10 10M15 5 5 15',
  print: 'M6 7V2.500h8V7M6 14H3V7h14v7h-3M6 11.500h8v6H6z',
  out: 'M11 3.500h5.500V9M16.5 3.5 9.5 10.500M8.5 5H4v11h11v-4.5',
  undo: 'M4 8.500h8a4 4 0 0 1 0 8H8M7.5 5 4 8.5 7.5 12',
  search: 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zM13.5 13.5 17.5 17.5',
  down: 'M10 3v10M5.5 9 10 13.5 14.5 9M4 17h12',
  up: 'M10 13.500v-10M5.5 8 10 3.5 14.5 8M4 17h12',
  add: 'M10 4v12M4 10h12',
  copy: 'M7 7h9.500v9.500H7zM4 13H3.500V3.500H13V4',
  phone:
    'M5 2.500h2.500l1.5 4-2 1.500a9 9 0 0 0 5 5l1.5-2 4 1.500V15c0 1.4-1.1 2.5-2.5 2.500C8.6 17.5 2.5 11.4 2.5 5A2.5 2.5 0 0 1 5 2.500z',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}

/** The mark: two sails over a hull. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path d="M15 3.500v17H4.800C9 16.2 12.8 10.5 15 3.500z" fill="#fff" />
      <path d="M17.4 7.500c4.1 3.7 7 8 8.6 13h-8.600z" fill="#7cc4ee" />
      <path d="M3.5 23h25c-1.4 3.4-3.8 5-7 5h-11c-3.2 0-5.6-1.6-7-5z" fill="#fff" />
    </svg>
  );
}
