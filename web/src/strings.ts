/** Strings: every word the page shows, in one place, ready to be translated. */
// biome-ignore-all format: several short words share a line

const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

export const words = {
  app: 'Crew', skip: 'Skip to the content', close: 'Close', cancel: 'Cancel', save: 'Save', undo: 'Undo',
  remove: 'Take out', retry: 'Try again', loading: 'Loading…', copy: 'Copy', copied: 'Copied.',
  unknown: 'not known',

  nav: {
    label: 'Screens', board: 'Board', review: 'Review', crew: 'Crew', health: 'Health', audit: 'Audit',
    waiting: (n: number) => `${n} waiting`,
  },
  line: {
    live: 'Live', polling: 'Every 10 s', offline: 'Offline', live_hint: 'Changes show as they happen',
    polling_hint: 'No live connection: asking every 10 seconds', offline_hint: 'No connection to the server',
    as_of: (time: string) => `as of ${time}`,
    offline_banner: (time: string) =>
      `Offline. What you see is as of ${time}; changes you make are kept and sent when the server is back.`,
    offline_new: 'Offline, and nothing has been kept in this browser yet.',
  },
  theme: {
    auto: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark',
  },
  standstill: (source: string, problem: string) => `${source} stands still: ${problem}`,
  standstill_more: 'See Health',

  roles_open: (n: number) => `${n} open`,
  status: {
    full: 'crewed', open: 'open', clash: 'double booked', waiting: 'to be sent', hold: 'on hold',
    cancelled: 'cancelled', off: 'called off by mail', agrees: 'agrees', differs: 'differs', over: 'sailed',
  },

  board: {
    title: 'Board', today: 'Today', week: 'This week', range: 'Range',
    earlier: { day: 'The day before', week: 'The week before', range: 'Earlier' },
    later: { day: 'The day after', week: 'The week after', range: 'Later' }, view: 'Time shown',
    zone: (zone: string, short: string) => `Times in ${zone} (${short})`, needs: 'Needs you',
    calm: 'Nothing needs you',
    calm_roles: (roles: number, sails: number) =>
      `${plural(roles, 'role')} on ${plural(sails, 'sail')} filled, no double bookings.`,
    calm_none: 'No sails ahead here.', none: 'No sails', none_today: 'No sails today.',
    none_here: 'No sails in these days', none_match: 'No sail matches', clear: 'Clear the filters',
    nearest_next: (day: string) => `Next sail: ${day}`,
    nearest_last: (day: string) => `Last sail: ${day}`, find: 'Client or charter', vessel: 'Vessel',
    all_vessels: 'All vessels', person: 'Crew member', anyone: 'Everybody', only_open: 'Only with open roles',
    print: 'Crew sheet', from: 'From', to: 'To', at_a_glance: 'The days at a glance',
    sails: (n: number) => plural(n, 'sail'), assign: 'assign',
    assign_to: (role: string, client: string) => `${role} for ${client}`, open_role: 'open',
    departs: (when: string) => `departs ${when}`, departed: 'sailing now', ended: 'ended',
    today_word: 'today', tomorrow_word: 'tomorrow',
    all_needs: (n: number) => `Show all ${n}`,
    need: {
      clash: 'Double booked', open: 'Open', off: 'Called off?', warn: 'Check', resolve: 'Resolve',
      assign: 'Assign', look: 'Look', declined: 'Declined', replace: 'Replace',
      declined_text: (name: string, role: string, client: string) =>
        `${name} can’t sail as ${role} · ${client}`,
      off_text: (client: string) => `${client}: a mail says it is off, the calendar still has it`,
    },
  },

  answers: {
    confirmed: 'confirmed', declined: 'declined',
    told: (answer: 'confirmed' | 'declined', when: string, note: string) =>
      `${answer === 'confirmed' ? 'Confirmed' : 'Declined'} ${when}${note ? `: “${note}”` : ''}`,
  },

  charter: {
    sails_too: (name: string, client: string) => `${name} sails with ${client} at the same time.`,
    sails_soon: (name: string, client: string) => `${name} has little time between this and ${client}.`,
    crew: 'Crew', evidence: 'Who says so', history: 'What happened', agreement: 'Does everything agree?',
    back: 'Board', hold: 'on hold',
    choose_row: 'Choose a line of the crew to see the words that put them there.',
    by_hand: (who: string) => `${who} set this by hand; no mail says it.`,
    by_calendar: (who: string) => `${who} wrote this into the calendar event.`,
    said: (who: string, when: string) => `${who}, ${when}`,
    show_evidence: (name: string) => `Show the words that say ${name}`, in_gmail: 'Open in Gmail',
    whole_mail: 'Show the whole mail', mail_text: 'The mail’s text',
    part: {
      'text/plain': 'from the text',
      'text/html': 'from the formatted text',
      'text/csv': 'from the attached table',
      subject: 'from the subject line',
    } as Record<string, string>,
    change: 'Change',
    change_role: (role: string, client: string) => `${role} · ${client}`, assign: 'Assign',
    add: 'Add',
    take_out: (name: string) => `Take out ${name}`, open: 'open', not_sent: 'waits to be sent',
    will_be_out: 'taken out, waits to be sent', nobody_aboard: 'Nobody is aboard yet.', vessel: 'Vessel',
    no_vessel: 'no vessel named', booking: 'Also known as', event: 'In the calendar',
    no_event: 'not in the calendar', now: 'now', as_of: 'As it stood',
    as_of_label: 'Show the crew as it stood at a moment of the history',
    past_note: (when: string) => `This is the crew as it stood on ${when}.`, back_to_now: 'Back to now',
    undo_fact: 'Undo', redo_fact: 'Redo', undone: 'undone',
    not_found: (id: string) => `There is no charter “${id}”.`, warn: 'Look at this',
    off_note:
      'A mail says this charter is off; the calendar still has it. The calendar decides: cancel it there, or undo the mail’s word below.',
    cancelled_note: 'The calendar has this charter as cancelled.',
    hold_note: 'The calendar has this charter on hold.',
    done: {
      assigned: (name: string, role: string) => `${name} is ${role} now.`,
      removed: (name: string, role: string) => `${name} is no longer ${role}.`, undone: 'Undone.',
      queued: (title: string) => `Kept, to be sent: ${title}`, healed: 'Repaired: everything agrees.',
      healed_partly: (n: number) => `Repaired what can be; ${plural(n, 'difference')} left for a person.`,
    },
    did: {
      assign: (name: string, role: string) => [`${role}: `, name] as const,
      unassign: (name: string, role: string) => [`${role}: out `, name] as const, cancel: 'Called off',
      undo: 'Undid an earlier line',
    },
    by: { mail: 'by mail', hand: 'by hand', calendar: 'in the calendar' } as Record<string, string>,
  },

  agreement: {
    checking: 'Comparing…', all: 'Mail, store, calendar and this page agree.', page: 'This page',
    page_same: 'shows what the store has',
    page_old: (time: string) => `shows the store as of ${time}`, mail: 'Mail',
    mail_same: 'every fact is in the crew', store: 'Store', store_says: 'Store says', calendar: 'Calendar',
    calendar_says: 'Calendar says', calendar_same: 'the event shows this crew', calendar_off: 'differs',
    repair: 'Repair', repairing: 'Repairing…',
    offline: 'Needs the server: try again when you are back online.',
    kinds: {
      crew_not_fold: 'The stored crew is not what its facts say',
      block_missing: 'The calendar event lacks the crew',
      block_differs: 'The calendar event shows another crew',
      block_mangled: 'The crew block in the calendar event is damaged',
      event_missing: 'The calendar event is gone',
      event_unwritable: 'The calendar does not let the event be changed',
      sail_differs: 'Client, time, vessel or status differ from the calendar',
      cancelled_by_mail: 'A mail says it is off, the calendar still has it',
      outbox_waiting: 'The crew still has to be written into the calendar',
    } as Record<string, string>,
  },

  picker: {
    label: 'Name', hint: 'Type a name; free people come first.', people: 'People', free: 'free',
    here: 'aboard', unqualified: 'not qualified', busy: 'busy', tight: 'tight',
    not_qualified: (role: string) => `Not on the list for ${role}`,
    sails_elsewhere: (client: string, times: string) => `Sails with ${client}, ${times}`,
    short_turnaround: (client: string, minutes: number) => `Only ${minutes} min between this and ${client}`,
    aboard_as: (role: string) => `Aboard as ${role}`,
    someone_else: (name: string) => `Use “${name}”, who is not on the roster`, none: 'Nobody of that name.',
    note: 'Why (for the history)', note_hint: 'e.g. “phone call”',
    put: (name: string, role: string) => `Set ${name} as ${role}`, put_nobody: 'Choose somebody',
    replaces: (name: string) => `${name} is replaced.`, checking: 'Looking up who is free…',
    unchecked: 'Who is free that day is not known offline.',
  },

  review: {
    title: 'Review',
    left: (n: number) => `${n} left`,
    done: (n: number) => `${n} done since you opened this page`, queue: 'Waiting', letter: 'What came in',
    verdict: 'Proposed', why: 'Why you are asked', from: 'From', accept: 'Accept', edit: 'Edit',
    dismiss: 'Dismiss', restore: 'Put our block back', next: 'Next', previous: 'Previous',
    none_proposed: 'Nothing was proposed. Edit to write down what it says, or dismiss it.',
    zero: 'Nothing to review', zero_hint: 'Every mail that came in was either certain or no crew matter.',
    accepted: (title: string) => `Accepted: ${title}`,
    dismissed: (title: string) => `Dismissed: ${title}`,
    decided: 'Somebody else has decided this one meanwhile.',
    sure: (percent: number) => `${percent} % sure`,
    change: {
      assign: (name: string, role: string) => [`${role}: `, name] as const,
      unassign: (name: string, role: string) => [`${role}: out `, name] as const,
      cancel: ['Call off ', 'the charter'] as const,
      undo: ['Undo ', 'an earlier line'] as const,
    },
    now_held: (name: string) => `now ${name}`, now_open: 'now open', which: 'Charter', role: 'Role',
    person: 'Person', what: 'Change',
    ops: { assign: 'sails as', unassign: 'is out as', cancel: 'the charter is off' } as Record<
      string,
      string
    >,
    edit_title: 'Edit and accept',
    edit_line: (n: number) => `Change ${n}`, edit_add: 'Add a change', edit_drop: 'Leave out',
    edit_accept: 'Accept these changes', edit_empty: 'Add at least one change, or dismiss the item.',
    kinds: { mail: 'Mail', calendar_edit: 'Calendar edit', calendar_problem: 'Calendar problem' } as Record<
      string,
      string
    >,
    needs_operator: 'You may look; deciding takes an operator.',
    learn: (alias: string, name: string) => `Did “${alias}” mean ${name}?`,
    learn_hint: 'Remembered, mails that use it are read without asking.',
    learn_yes: 'Remember it', learn_no: 'Not always',
    needs_net: 'Reviews are decided on the server: try again when you are back online.',
    no_text: 'There is no text to show.',
  },

  crew: {
    title: 'Crew', roster: 'Roster', find: 'Name, alias or role', sails: 'Sails',
    no_sails: 'No sails in these days.', choose: 'Choose somebody to see their sails.',
    next_sails: (n: number) => plural(n, 'sail'), clash: (n: number) => plural(n, 'clash', 'clashes'),
    aliases: 'Also called', email: 'E-mail', phone: 'Phone', roles: 'Qualified for', no_roles: 'no role yet',
    add: 'Add a member', edit: 'Edit',
    edit_title: (name: string) => `Edit ${name}`, add_title: 'Add a member', name: 'Name',
    aliases_hint: 'Other names they go by, separated by commas', remove: 'Remove from the roster',
    remove_sure: (name: string) => `Really remove ${name}? Their past sails keep the name.`,
    removed: (name: string) => `${name} is no longer on the roster.`,
    saved: (name: string) => `${name} is saved.`, export: 'Export CSV', import: 'Import CSV',
    imported: (n: number) => `${plural(n, 'member')} read from the file.`,
    csv: {
      column: (name: string, known: string) =>
        `There is no column “${name}”; the columns are ${known}. Nothing was changed.`,
      no_name: 'The first line has to name the columns; “name” is missing. Nothing was changed.',
      empty_name: (line: number) => `Line ${line} has no name. Nothing was changed.`,
      role: (line: number, role: string, known: string) =>
        `Line ${line}: there is no role “${role}”; the roles are ${known}. Nothing was changed.`,
    },
    none: 'The roster is empty',
    none_hint: 'Add people, or import a CSV with the columns id, name, aliases, email, roles, phone.',
    not_found: (id: string) => `There is no crew member “${id}”.`, off_roster: 'not on the roster',
    window: 'Two weeks back to three months on',
    learned_now: (alias: string, name: string) => `“${alias}” means ${name} from now on.`,
    learned: (alias: string, mail: string, by: string, when: string) =>
      `“${alias}” ${mail ? `from the mail “${mail}”, ` : ''}confirmed by ${by}, ${when}`,
    forget: 'Forget', forgotten: (alias: string) => `“${alias}” is forgotten.`,
    links: {
      title: 'Their own sails', feed: 'Calendar feed', page: 'Page of their own',
      feed_hint:
        'An address to subscribe to in a calendar: own sails, crewmates, call time. Google re-reads it every 8–24 h, Apple about hourly.',
      page_hint: 'A link that opens their sails in one browser, once, within 7 days; they confirm or decline there.',
      feed_make: 'Make a feed address', feed_again: 'Make a new one, end this', feed_revoke: 'Revoke',
      page_make: 'Make a link', page_revoke: 'Close all',
      feed_once: 'Hand it on now: it is not shown again. Whoever has it sees these sails.',
      page_once: 'Hand it on now: it is not shown again, and opens once.',
      feed_revoked: 'The feed has ended.', page_revoked: 'Links and open pages have ended.',
      is_out: (kind: 'feed' | 'link' | 'session', by: string, when: string, until: string | null) =>
        `${{ feed: 'Feed made', link: 'Link not yet opened, made', session: 'Open in a browser since' }[kind]} ${when}, by ${by}${until ? `, until ${until}` : ''}`,
    },
  },

  health: {
    title: 'Health', well: 'Everything is up to date', ill: 'Something stands still',
    at: (time: string) => `checked ${time}`, moves: 'up to date', stands: 'stands still', last: 'Last success',
    never: 'never', expected: 'Next expected',
    by: (time: string) => `by ${time}`, cure: 'What heals it', copy_cure: 'Copy the command',
    sources: {
      mail: 'Mail', calendar: 'Calendar', outbox: 'Outbox', google: 'Google', gmail: 'Gmail',
    } as Record<string, string>,
    gauges: {
      repair: () => 'Last repair', grant: (of: string) => `Consent, ${of}`, quota: (of: string) => `Quota, ${of}`,
    } as Record<'repair' | 'grant' | 'quota', (of: string) => string>,
    repaired: (healed: number, found: number) =>
      found === 0 ? 'nothing to heal' : `${healed} of ${plural(found, 'difference')} healed`,
    used: (used: number, limit: number) => `${limit > 0 ? Math.round((100 * used) / limit) : 0} %`,
    used_at: (when: string) => `of what a day allows, ${when}`,
    ends: (when: string) => `given; ends ${when}`, no_end: 'given; no end is known',
    waiting: 'Waiting', progress: (how: string) => `reading: ${how}`, outbox_n: (n: number) => `${plural(n, 'block')} to write`,
    reviews_n: (n: number) => `${plural(n, 'review')} to decide`, version: 'Build', drift: 'Does everything agree?',
    drift_hint: 'Compares facts, store and calendar for the sails of the coming weeks.', check: 'Compare now',
    heal: 'Repair all',
    agree_n: (agreeing: number, all: number) => `${agreeing} of ${plural(all, 'charter')} agree`,
    line: 'This browser',
    kept: (n: number) => `${plural(n, 'answer')} kept for offline`, signed_in: 'Signed in as',
    sign_out: 'Sign out and forget what this browser has kept',
  },

  audit: {
    title: 'Audit', when: 'Recorded', who: 'Who said so', what: 'What', charter: 'Charter', source: 'By',
    find: 'Charter, person or actor', kind: 'Source', all: 'All sources', from: 'From', to: 'To',
    export: 'Export CSV', more: 'Show older', none: 'Nothing was recorded in these days.',
    none_match: 'No entry matches.',
  },

  access: {
    title: 'Who may sign in', name: 'Name', may: 'May', make: 'Make a sign-in link', link: 'Sign-in link',
    once: 'Hand it on now: it is not shown again, signs in once, and within 15 minutes.',
    kinds: {
      viewer: 'viewer: look', operator: 'operator: change sails and crew', admin: 'admin: everything',
    } as Record<'viewer' | 'operator' | 'admin', string>,
  },

  users: {
    title: 'Users', hint: 'Who may sign in with Google here, and how much they may do. A change counts at once, in open sessions too.',
    address: 'Google address', add: 'Let them sign in', open: 'Users of Google sign-in',
    none: 'Nobody signs in with Google yet. Add an address; without one, sign-in links still work.',
    added: (by: string, when: string) => `last changed by ${by}, ${when}`,
    may_of: (email: string) => `${email} may`, remove: 'Remove', remove_of: (email: string) => `Remove ${email}`,
    saved: (email: string, may: string) => `${email} is ${may}.`, removed: (email: string) => `${email} signs in no more.`,
    not_admin: 'Only an admin sees who may sign in.',
  },

  my: {
    title: 'My sails', ask: 'This link opens your sails, once, in this browser.', open: 'Show my sails',
    opening: 'Opening…',
    bad_link: 'This link has been used, ended, or is older than 7 days. Ask the office for a new one.',
    no_link: 'Open the link to your sails that the office sent you. If it no longer works, ask for a new one.',
    ahead: 'Ahead', none: 'No sails ahead.', past: (n: number) => `${plural(n, 'sail')} in the last two weeks`,
    call: 'Be there', sail: 'Sail', you: 'You sail as', for_client: 'For', mates: 'With', nobody: 'nobody else yet',
    unanswered: 'please answer', confirm: 'I’ll be there', decline: 'I can’t', why: 'Why (the office reads it)',
    decline_now: 'Tell the office', done_confirmed: 'Confirmed. The office knows.',
    done_declined: 'The office knows that you can’t.',
    in_doubt: 'A mail says that this sail is off; the office is finding out.',
    as_of: (when: string) => `No connection. This is as of ${when}.`, close: 'Close my page in this browser',
  },

  edits: {
    title: (role: string, client: string, name: string, removes: boolean) =>
      `${client}: ${removes ? 'out' : 'in'} ${name}, ${role}`,
    waiting: (n: number) => `${plural(n, 'change')} of yours ${n === 1 ? 'waits' : 'wait'} to be sent`,
    conflict: (title: string) => `Not made, because the charter was changed meanwhile: ${title}`,
    refused: (title: string, why: string) => `Not made: ${title} (${why})`, again: 'Make it anyway',
    drop: 'Drop it', look: 'Look at the charter',
  },

  sign_in: {
    title: 'Sign in', ask: 'This link signs you in once, in this browser.', button: 'Sign in',
    working: 'Signing in…', google: 'Sign in with Google',
    refused: {
      declined: 'Google says that you did not agree. Nothing was changed.',
      unknown: 'Nobody of this account may sign in here. Ask whoever looks after this page to let you in.',
      late: 'That took too long, or was begun in another browser. Try again.',
      google: 'Google did not answer as it should. Try again in a minute.',
    } as Readonly<Record<string, string>>,
    no_code:
      'Open the link that scc serve printed. Each link works once and for 15 minutes; scc serve prints a new one.',
    bad_code: 'This link has been used or is too old. Start scc serve again, or ask it for a new link.',
    ended: 'You are not signed in',
    ended_hint:
      'What you see stays as it was; changes wait until you have signed in again.',
    again: 'How to sign in',
  },

  not_found: {
    title: 'No such page', hint: 'The address leads nowhere. It may have been moved, or mistyped.',
    home: 'To the board',
  },

  print: {
    title: (day: string) => `Crew sheet, ${day}`, print: 'Print', back: 'Back to the board',
    as_of: (time: string) => `as of ${time}`, role: 'Role', name: 'Name', phone: 'Phone', sign: 'Signature',
    open: '— open —', none: 'No sails that day.',
  },

  help: {
    title: 'Keys', switch: 'Keys on', everywhere: 'Everywhere', go_board: 'Board', go_review: 'Review',
    go_crew: 'Crew', go_health: 'Health', go_audit: 'Audit', help: 'This list',
    undo: 'Undo what was just done', find: 'Find', theme: 'Light, dark or as the system', today: 'Today',
    week: 'This week', earlier: 'Earlier', later: 'Later', next: 'Next', previous: 'Previous',
    open: 'Open the chosen one', accept: 'Accept', edit: 'Edit', dismiss: 'Dismiss',
    learn: 'Remember the name', assign: 'Assign the first open role', print: 'Crew sheet of the day', button: 'Keys',
  },

  problems: {
    offline: 'The server cannot be reached just now.', changed: 'It was changed meanwhile: look at it again.',
    forbidden: 'You may look at this, but not change it.',
    server: (what: string) => `The server could not do this: ${what}`, broken: 'This screen has failed',
    broken_hint:
      'The fault is in the page, not in the crew. Reload it; the command line (scc) keeps working.',
    reload: 'Reload',
  },
} as const;
