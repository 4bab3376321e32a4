import type { Faker } from '@faker-js/faker';
import { faker as arabic } from '@faker-js/faker/locale/ar';
import { faker as latin } from '@faker-js/faker/locale/en';
import { faker as cyrillic } from '@faker-js/faker/locale/ru';
import { faker as chinese } from '@faker-js/faker/locale/zh_CN';
import type { Stream } from './stream.ts';

// Locale modules one by one: the package's main entry loads some seventy of them, which takes five times as long.
const voices = { latin, cyrillic, chinese, arabic } satisfies Record<string, Faker>;

/** A script in which realistic values are drawn. */
export type Voice = keyof typeof voices;

/** What faker has to say under one number in one voice; every text is tidy. */
export interface Page {
  readonly person: string;
  readonly firm: string;
  /** A few words about goods. */
  readonly remark: string;
  readonly address: {
    readonly line1: string;
    readonly line2: string;
    readonly city: string;
    readonly state: string;
    /** Two letters. */
    readonly country: string;
  };
}

const PAGES = 1000;
const written = new Map<string, Page>();

/**
 * Opens one of a thousand pages of a voice.
 * A page depends on its number alone, so it is kept: seeding faker costs more than all the rest of a payload.
 */
export function page(voice: Voice, stream: Stream): Page {
  const number = stream.integer(1, PAGES);
  const key = `${voice} ${number}`;
  const kept = written.get(key) ?? write(voices[voice], number);
  written.set(key, kept);
  return kept;
}

/** @returns a person's or a firm's name */
export function realName(voice: Voice, stream: Stream): string {
  const { person, firm } = page(voice, stream);
  return stream.oneIn(2) ? person : firm;
}

/** The generator of a locale is shared by the process: it is seeded here, and only here drawn from. */
function write(faker: Faker, number: number): Page {
  faker.seed(number);
  return {
    person: tidy(faker.person.fullName()),
    firm: tidy(faker.company.name()),
    remark: tidy(faker.commerce.productName()),
    address: {
      line1: tidy(faker.location.streetAddress()),
      line2: tidy(faker.location.secondaryAddress()),
      city: tidy(faker.location.city()),
      state: tidy(faker.location.state()),
      country: faker.location.countryCode(),
    },
  };
}

/** One blank between words and composed characters: what servers may rightly change is left out from the start. */
function tidy(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().normalize('NFC');
}
