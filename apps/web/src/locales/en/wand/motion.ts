/** Shown if there is no motion: access was denied, the page is not secure, or the sensor is silent. */
export const motion = {
  finger: 'Cast with a finger instead',
  blocked: {
    title: 'Your phone said no to motion',
    remembers: 'It remembers that answer and won’t ask again. Here is how to change it:',
    /** What to do, by browser; `rescan` if it asks again only after it was closed. */
    rescan: (browser: string) => [
      `Close ${browser} completely: swipe it off the list of open apps.`,
      'Scan the code on the big screen again. You keep your name.',
      'Tap “Allow” when it asks for motion access.',
    ],
    steps: {
      chrome: [
        'Tap the icon left of the address, then “Permissions”.',
        'Turn on “Motion sensors”. Not listed? Menu ⋮, Settings, Site settings, Motion sensors.',
        'Come back here and try again.',
      ],
      brave: [
        'Tap the menu ⋮, then Settings, Site settings, Motion sensors.',
        'Turn them on. Brave keeps them off until you do.',
        'Come back here and try again. Still nothing? Open this page in Chrome.',
      ],
      samsung: [
        'Tap the menu ☰, then Settings, Sites and downloads, Site permissions.',
        'Allow motion sensors, or unblock this page.',
        'Not there? Open this page in Chrome.',
      ],
      firefox: ['Firefox has no setting for motion.', 'Open this page in Chrome.'],
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
    why: 'Phones only share motion with pages on a secure link. This one isn’t. Nothing is wrong with your phone.',
    secure: 'Open the secure link',
    way: 'To cast with your phone, ask the speaker for the address that starts with https.',
  },
  silent: {
    title: 'Your wand lies still',
    why: 'We can’t feel your phone moving, though nothing was denied. Your browser may be blocking it.',
    ways: [
      { where: 'Scanned from inside another app?', what: 'Open this page in Safari or Chrome.' },
      { where: 'Brave:', what: 'menu, Settings, Site settings, Motion sensors.' },
      { where: 'Chrome:', what: 'icon left of the address, Permissions, Motion sensors.' },
    ],
    retry: 'Try again',
  },
  /** There are readings, but all of them are zero. */
  zero: {
    title: 'Your wand feels nothing',
    why: 'Your phone sends readings, but all of them are zero. Even gravity is missing.',
    ways: [
      { where: 'A private tab?', what: 'Some browsers hide motion there. Open this page in a normal tab.' },
      { where: 'A privacy browser?', what: 'Allow motion sensors in its site settings.' },
      { where: 'Neither?', what: 'Restart the phone. Sensors sometimes get stuck.' },
    ],
  },
  /** A device without a sensor. */
  missing: {
    title: 'Draw it instead',
    why: 'This device has no motion sensor. A mouse, a pen or a finger works too.',
    draw: 'Draw with mouse or finger',
    again: 'It has one. Try again',
  },
};
