/** Refusals about appointments with the chosen operator (S0:23). */
export const appointmentRefusals = {
  'operator-not-chosen': { status: 409, rule: 'S0:17' },
  'slot-not-offered': { status: 422, rule: 'appointment.hours' },
  'slot-taken': { status: 409, rule: 'one person a place' },
  'appointment-exists': { status: 409, rule: 'one appointment at a time' },
  'too-late': { status: 409, rule: 'appointment.lead' },
  'appointment-to-come': { status: 409, rule: 'S0:23' },
} as const;
