package db

import (
	"context"
	"time"

	"maillage/model"
)

func participations(t *text, want Fields) reader[*model.Participation] {
	return rowWith(t, "h", "h.collectivity_id, h.invited, h.registered, h.attended, h.delivered, h.read, h.relayed", want, func(p *model.Participation) []any {
		return []any{&p.CollectivityID, &p.Invited, &p.Registered, &p.Attended, &p.Delivered, &p.Read, &p.Relayed}
	})
}

// ParticipationsOf is a page of each collectivity's part in each activity, by name.
func (s *Store) ParticipationsOf(ctx context.Context, ids []model.ActivityID, page model.Page, want, row Fields) ([]*model.ParticipationConnection, error) {
	e := Edge{Arguments: Arguments{First: page.First}, Fields: want}
	return pages(ctx, s, question{name: "participations"}, ids, e, pager[*model.Participation]{page, row, participations, func(t *text, _ Edge) *listing {
		return &listing{text: t, row: "h", parent: "h.activity_id", order: byName(), from: `(select activity_id, collectivity_id, bool_or(kind = 'INVITED') as invited,
			coalesce(max(persons) filter (where kind = 'REGISTERED'), 0) as registered, max(persons) filter (where kind = 'ATTENDED') as attended,
			max(persons) filter (where kind = 'DELIVERED') as delivered, max(persons) filter (where kind = 'READ') as read, max(persons) filter (where kind = 'RELAYED') as relayed
			from participation_counts group by 1, 2) h join collectivities c on c.id = h.collectivity_id`}
	}})
}

// Audience is whom an invitation goes to: the communes of a territory, and of them those that may use a service.
type Audience struct {
	Over    Territory
	Within  model.CollectivityID // an EPCI, 0 for everywhere
	Service model.OfferID        // 0 for whoever is there
	Adopted *model.InvitationAdoption
	On      model.Date
}

// Invite invites an audience to an activity, and counts those that had not been invited.
func (s *Store) Invite(ctx context.Context, id model.ActivityID, to Audience, by string, at time.Time) (int, error) {
	lies := map[model.CollectivityKind]string{model.CollectivityKindRegion: "c.region_id", model.CollectivityKindDepartment: "c.department_id", model.CollectivityKindEPCI: "m.group_id"}[to.Over.Kind]
	lying := "c.kind = 'COMMUNE' and " + in("c.valid_from", "c.valid_to", "$6::date") + " and " + lies + " = (select id from collectivities where kind = $2 and code = $3 order by valid_from desc limit 1) and ($4 or m.group_id = $5)"
	which := " and $7::bigint = 0"
	if to.Service != 0 {
		which = " and c.id in (select h.beneficiary_id from (" + holders("$6::date") + ") h join offer_services b on b.offer_id = h.offer_id where b.service_id = $7 and " + in("b.valid_from", "b.valid_to", "$6::date") + ")"
	}
	if to.Adopted != nil {
		where := map[model.InvitationAdoption]string{model.InvitationAdoptionActive: standsActive, model.InvitationAdoptionDormant: standsDormant, model.InvitationAdoptionNeverUsed: standsNever}[*to.Adopted]
		which += " and c.id in (select w.id from (" + stands("select 0 as parent, id from place", "$6::date") + ") w where w.service_id = $7 and w.stands = " + where + ")"
	}
	from := " from collectivities c left join memberships m on m.member_id = c.id and " + in("m.starts_on", "m.ends_on", "$6::date") + " where " + lying
	res, err := s.tx.ExecContext(ctx, `with place as materialized (select c.id`+from+`)
		insert into participations (activity_id, collectivity_id, epci_id, kind, persons, recorded_at, recorded_by)
		select $1, c.id, m.group_id, 'INVITED', 0, $8, $9`+from+which+`
		and not exists (select from participations p where p.activity_id = $1 and p.collectivity_id = c.id and p.kind = 'INVITED') order by c.code`,
		int64(id), string(to.Over.Kind), to.Over.Code, to.Within == 0, int64(to.Within), to.On, int64(to.Service), at, by)
	if err != nil {
		return 0, explain(err)
	}
	n, err := res.RowsAffected()
	return int(n), err
}

// InvitedAmong are those of some bodies that are invited to an activity already.
func (s *Store) InvitedAmong(ctx context.Context, id model.ActivityID, bodies []model.CollectivityID) (map[model.CollectivityID]bool, error) {
	invited := map[model.CollectivityID]bool{}
	var body model.CollectivityID
	err := s.query(ctx, "select collectivity_id from participations where activity_id = $1 and kind = 'INVITED' and collectivity_id = any($2)", []any{int64(id), keys(bodies)}, []any{&body}, func() error {
		invited[body] = true
		return nil
	})
	return invited, err
}

// ActsWithin tells whether an EPCI organises an activity, or somebody in it is invited.
func (s *Store) ActsWithin(ctx context.Context, id model.ActivityID, epci model.CollectivityID) (does bool, err error) {
	err = s.query(ctx, "select exists (select from activity_places where activity_id = $1 and epci_id = $2)", []any{int64(id), int64(epci)}, []any{&does}, func() error { return nil })
	return does, err
}
