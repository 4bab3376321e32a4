/**
 * What a team puts together on json-server in an afternoon: its database and its lists, filters and pages, with the
 * API's envelopes around them and a loop over the lists of a change. It checks little, and knows nothing of days.
 */
import jsonServer from 'json-server';

const server = jsonServer.create();
const router = jsonServer.router({ customers: [], transactions: [], customers_periods: [] });
const { db } = router;
const now = () => Math.floor(Date.now() / 1000);
const users = { 'Bearer administrator-token': 504141, 'session_id=member-session': 504142 };
let lastId = 1000;

server.use(jsonServer.bodyParser);
server.use((request, response, next) => {
  response.set('Runtime-Timestamp', String(now()));
  const { authorization = '', cookie = '' } = request.headers;
  request.user = users[authorization] ?? users[cookie];
  if (request.user === undefined) return refuse(response, 401, 'Say who you are.');
  if (request.user === 504142 && request.path.includes('periods'))
    return refuse(response, 403, 'Periods are for administrators.');
  return next();
});

server.get('/api/v2/:list', (request, _response, next) => {
  const { id, limit_rows: _limit = '500', limit_offset: _start = '0', ...filters } = request.query;
  const ids = typeof id === 'string' ? id.split(',') : id;
  request.query = { ...filters, ...(ids !== undefined && { id: ids }), _start, _limit };
  request.asked = request.path;
  next();
});

server.post(['/api/v2/:list', '/api/v2/:list/'], (request, response) => {
  const { list } = request.params;
  if (!db.has(list).value()) return refuse(response, 404, 'There is nothing.');
  const { add = [], update = [], delete: gone = [] } = request.body;
  if (![add, update, gone].every(Array.isArray)) return refuse(response, 400, 'Lists are arrays.');
  const replaces = list === 'customers_periods';
  if (replaces) db.set(list, db.get(list).intersectionBy(update.map(numbered), 'id').value()).write();
  const kept = [
    ...add.map((element) => added(list, element, request.user)),
    ...update.map((element) => updated(list, numbered(element), request.user)),
  ];
  for (const id of gone) db.get(list).removeById(Number(id)).write();
  const changed = kept.map((record) =>
    replaces ? record : { id: record.id, request_id: record.request_id, ...linked(list, record.id) },
  );
  const items =
    list === 'customers' && gone.length > 0 ? { ...changed, deleted: gone.map(deletedOne) } : changed;
  return wrapped(response, request.path, 'post', items);
});

router.render = (request, response) => {
  if (response.statusCode >= 400) return refuse(response, response.statusCode, 'There is nothing.');
  const items = response.locals.data.map(({ request_id: _, ...record }) => record);
  return items.length === 0 ? response.status(204).end() : wrapped(response, request.asked, 'get', items);
};
server.use(jsonServer.rewriter({ '/api/v2/*': '/$1' }));
server.use(router);
server.listen(Number(process.argv[2]), '127.0.0.1');

function numbered(element) {
  const id = element.id ?? element.transaction_id;
  return id === undefined ? element : { ...element, id: Number(id) };
}

function added(list, element, user) {
  const { contacts_id: contacts, company_id: company, customer_id: customer, tags, ...fields } = element;
  lastId += 1;
  const record = {
    created_by: user,
    responsible_user_id: user,
    created_at: now(),
    updated_at: now(),
    account_id: 1,
    updated_by: user,
    is_deleted: false,
    ...fields,
    ...(typeof tags === 'string' && { tags: tags.split(',').map((name, at) => ({ id: at + 1, name })) }),
    ...(contacts && { contacts: { id: [contacts].flat().map(Number), ...linked('contacts', contacts) } }),
    ...(company && { company: { id: Number(company), ...linked('companies', company) } }),
    ...(customer && {
      customer_id: Number(customer),
      customer: { id: Number(customer), ...linked('customers', customer) },
    }),
    id: lastId,
    ...linked(list, lastId),
  };
  db.get(list).push(record).write();
  return record;
}

function updated(list, { id, transaction_id: _, ...fields }, user) {
  const record = db.get(list).getById(id).value();
  if (record === undefined) return list === 'customers_periods' ? added(list, fields, user) : { id };
  return db
    .get(list)
    .updateById(id, { updated_at: now(), ...fields })
    .write();
}

function deletedOne(id) {
  return { id: Number(id), ...linked('customers', id) };
}

function linked(list, id) {
  return { _links: { self: { href: `/api/v2/${list}?id=${[id].flat().join(',')}`, method: 'get' } } };
}

function wrapped(response, href, method, items) {
  response.type('application/hal+json');
  response.send(JSON.stringify({ _links: { self: { href, method } }, _embedded: { items } }));
}

function refuse(response, status, detail) {
  response.status(status).type('application/hal+json');
  response.send(JSON.stringify({ status, detail }));
}
