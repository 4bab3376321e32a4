import { customersBatch } from './adding.ts';
import { reservedDays } from './reserved-days.ts';

/** One batch with a customer for each field of the document, once with numbers and once with digits. */
export const added = customersBatch('customers: one for each field', reservedDays.added);

export const firstPlain = added.customer('first plain');

/** With every field, and nothing that a target could come by itself to. */
export const complete = added.customer('complete', ({ payloads, calendar, marker }) => ({
  ...payloads.fullCustomer('complete', 'strings'),
  name: `${marker} complete`,
  created_at: String(calendar.created(reservedDays.added).noon),
  next_price: '64300',
  periodicity: '14',
}));

/** Behind the one with every field, of which it must have nothing. */
export const plain = added.customer('plain');

export const tagged = added.customer('tags', { tags: 'sales, markers, продажи' });
