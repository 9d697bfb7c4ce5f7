-- What a mutation did under a key of its client: written in the transaction of its effect, and answered again for good.
create table idempotency_keys (
  key text primary key,
  verb text not null,
  input text not null, -- SHA-256
  answer json not null,
  done_at timestamptz not null default now()
);
