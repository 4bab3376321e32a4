import { after, describe, it } from 'node:test';
import { authority, served } from '../target/certificates.ts';
import { assertClean } from './claims.ts';
import { closed, longerLater, shorter } from './harms.ts';
import { everyRead, everyRequest, everyWrite } from './moments.ts';
import { tried } from './trial.ts';
import { lost, spoilt } from './troubles.ts';

const ours = authority();
const secure = { tls: served(ours.issue('server')), targetFile: { tls: { ca: ours.ca } } };

after(() => {
  ours.remove();
});

describe('within TLS', { timeout: 300_000 }, () => {
  it('a connection that is closed is noticed', () =>
    tried(lost(everyRequest(7), closed), assertClean, secure));

  it('an answer that ends early is noticed', () =>
    tried(spoilt(everyWrite(2), shorter), assertClean, secure));

  it('an answer with more behind it is noticed', () =>
    tried(spoilt(everyRead(5), longerLater), assertClean, secure));
});
