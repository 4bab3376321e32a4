/** Days of the run's calendar, so that no two scenarios look for their customers on the same day. */
export const reservedDays = {
  single: 0,
  added: 1,
  createdAt: 2,
  batchOfTwo: 3,
  batchOfFifty: 4,
  batchOfTwoHundredFifty: 5,
  crowd: 6,
  refused: 7,
  partlyBad: 9,
  updated: 10,
  updateRefused: 11,
  unlinked: 12,
  deleted: 13,
  together: 14,
  transactions: 15,
  credentials: 16,
  bodies: 17,
  methods: 18,
  handedOver: 19,
  listedEven: 20,
  listedOdd: 21,
  changedEven: 22,
  changedOdd: 23,
  listedHome: 24,
  purchasers: 25,
  nowhere: 26,
  texts: 27,
} as const;

/** Days that are tried one after the other where none of the account's own customers may lie. */
export const reservedDaysWithoutAny = [reservedDays.nowhere, 40, 60] as const;
