package db

import (
	"context"
	"time"

	"maillage/model"
)

// ContactsOf are how persons can be reached, nil for those about whom nothing is known; with an EPCI only of those who hold a mandate in
// it or in what lies in it on the day.
func (s *Store) ContactsOf(ctx context.Context, ids []model.PersonID, epci model.CollectivityID, on model.Date) ([]*model.Contact, error) {
	found := map[model.PersonID]*model.Contact{}
	var id model.PersonID
	var c model.Contact
	err := s.query(ctx, `select n.id, n.email, n.phone from persons n where n.id = any($1) and (n.email is not null or n.phone is not null)
		and ($2 = 0 or exists (select from mandates d left join collectivities c on c.id = d.collectivity_id and c.kind = 'PUBLIC_BODY'
			left join memberships m on m.member_id = coalesce(c.parent_id, d.collectivity_id) and `+in("m.starts_on", "m.ends_on", "$3::date")+`
			where d.person_id = n.id and `+in("d.since", "d.until", "$3::date")+` and $2 in (d.collectivity_id, c.parent_id, m.group_id)))`,
		[]any{keys(distinct(ids)), int64(epci), on}, []any{&id, &c.Email, &c.Phone}, func() error {
			row := c
			found[id] = &row
			return nil
		})
	return ordered(ids, found), err
}

// NoteContactsRead records that somebody read how so many persons can be reached.
func (s *Store) NoteContactsRead(ctx context.Context, by string, persons int, at time.Time) error {
	_, err := s.ExecContext(ctx, "insert into contact_reads (read_at, reader, persons) values (?, ?, ?)", at, by, persons)
	return explain(err)
}

// Forget makes those persons anonymous whose last mandate was over on a day, and counts them.
func (s *Store) Forget(ctx context.Context, over, today model.Date) (int, error) {
	res, err := s.ExecContext(ctx, `update persons n set full_name = ?, email = null, phone = null, anonymised_on = ?
		where n.anonymised_on is null and exists (select from mandates d where d.person_id = n.id)
		and not exists (select from mandates d where d.person_id = n.id and (d.until is null or d.until > ?))`, model.Anonymous, today, over)
	if err != nil {
		return 0, explain(err)
	}
	n, err := res.RowsAffected()
	return int(n), err
}
