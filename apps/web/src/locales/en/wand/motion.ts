/** Where the phone tells of no motion: it was refused, the page is not secure, nothing comes. */
export const motion = {
  finger: 'Cast with a finger instead',
  blocked: {
    title: 'Your phone said no to motion',
    remembers: 'It remembers that answer, so the question won’t come up by itself. Here is how to go on:',
    /** What to do, by browser; `rescan` where only closing it brings the question back. */
    rescan: (browser: string) => [
      `Close ${browser} completely: swipe it off the list of open apps.`,
      'Scan the code on the big screen again. You keep your name.',
      'Tap “Allow” when it asks about motion.',
    ],
    steps: {
      chrome: [
        'Tap the icon left of the address, then “Permissions”.',
        'Switch “Motion sensors” on. Not listed? Menu ⋮, Settings, Site settings, Motion sensors.',
        'Come back here and try again.',
      ],
      brave: [
        'Tap the menu ⋮, then Settings, Site settings, Motion sensors.',
        'Switch it on. Brave keeps it off until you do.',
        'Come back here and try again. Still nothing? Open this page in Chrome.',
      ],
      samsung: [
        'Tap the menu ☰, then Settings, Sites and downloads, Site permissions.',
        'Allow motion sensors, or remove this page from the blocked ones.',
        'Not there? Open this page in Chrome.',
      ],
      firefox: ['Firefox has no switch for motion of its own.', 'Open this page in Chrome.'],
      general: [
        'Look for site settings or permissions in the browser’s menu.',
        'Allow motion, or motion sensors, for this page.',
        'Come back here and try again, or open it in Safari or Chrome.',
      ],
    },
    retry: 'I’ve done that, try again',
  },
  insecure: {
    title: 'This link is missing its lock',
    why: 'Phones only share motion with pages on a secure link. You’re on the plain one. Nothing is wrong with your phone.',
    secure: 'Open the secure link',
    way: 'To wave your phone, ask the speaker for the address that starts with https.',
  },
  silent: {
    title: 'Your wand lies still',
    why: 'Nobody said no, and yet your phone tells of no motion. The browser may keep it to itself.',
    ways: [
      { where: 'Scanned from inside another app?', what: 'Open this page in Safari or Chrome.' },
      { where: 'Brave:', what: 'menu, Settings, Site settings, Motion sensors.' },
      { where: 'Chrome:', what: 'icon left of the address, Permissions, Motion sensors.' },
    ],
    retry: 'Feel for it again',
  },
  /** Readings come, and all of them are zero. */
  zero: {
    title: 'Your wand feels nothing',
    why: 'Your phone sends readings, and all of them are zero. Not even gravity is in them.',
    ways: [
      { where: 'A private tab?', what: 'Some browsers hide motion there. Open this page in an ordinary one.' },
      { where: 'A browser that guards you?', what: 'Allow motion sensors in its site settings.' },
      { where: 'Neither?', what: 'Restart the phone; sensors do get stuck.' },
    ],
  },
  /** A device without a sensor. */
  missing: {
    title: 'Draw it instead',
    why: 'This device has no motion sensor, as laptops have none. A mouse, a pen or a finger works too.',
    draw: 'Draw with mouse or finger',
    again: 'It has one. Feel for it again',
  },
};
