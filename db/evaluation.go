package db

import (
	"context"
	"time"

	"maillage/model"
)

// TargetsOf are what indicators are to reach in a year, by code.
func (s *Store) TargetsOf(ctx context.Context, year int) (map[string]*model.Target, error) {
	found := map[string]*model.Target{}
	var code string
	var t model.Target
	err := s.query(ctx, "select distinct on (indicator) indicator, value, objective, owner from targets where year = $1 order by indicator, id desc", []any{year},
		[]any{&code, &t.Value, &t.Objective, &t.Owner}, func() error {
			row := t
			found[code] = &row
			return nil
		})
	return found, err
}

// PolicyCost is what was declared for a year, nil where nothing was.
func (s *Store) PolicyCost(ctx context.Context, year int) (cost *model.Euro, err error) {
	var amount int64
	err = s.query(ctx, "select amount from policy_costs where year = $1 order by id desc limit 1", []any{year}, []any{&amount}, func() error {
		cost = (*model.Euro)(&amount)
		return nil
	})
	return cost, err
}

// UnitBenefits are what a unit of use of each service is taken to bring in a year.
func (s *Store) UnitBenefits(ctx context.Context, year int) (map[model.OfferID]*model.UnitBenefit, error) {
	found := map[model.OfferID]*model.UnitBenefit{}
	var id model.OfferID
	var b model.UnitBenefit
	err := s.query(ctx, "select distinct on (service_id) service_id, amount, assumption || ' (' || source || ')' from unit_benefits where from_year <= $1 order by service_id, from_year desc, id desc", []any{year},
		[]any{&id, (*int64)(&b.Amount), &b.Assumption}, func() error {
			row := b
			found[id] = &row
			return nil
		})
	return found, err
}

// Involved is how many of these communes and of their EPCI hold a subscription on a day, and how many of the communes somebody
// was present for at an activity in the year before it.
func (s *Store) Involved(ctx context.Context, communes []model.CollectivityID, on model.Date) (subscribers, accompanied int, err error) {
	err = s.query(ctx, `select (select count(distinct s.subscriber_id) from subscriptions s where `+in("s.starts_on", "s.ends_on", "$2::date")+` and s.subscriber_id in (
			select unnest($1::bigint[]) union select m.group_id from memberships m where m.member_id = any($1) and `+in("m.starts_on", "m.ends_on", "$2::date")+`)),
		(select count(distinct n.collectivity_id) from participation_counts n join activities v on v.id = n.activity_id where n.kind = 'ATTENDED' and n.persons > 0
			and n.collectivity_id = any($1) and dayof(v.starts_at) <= $2::date and dayof(v.starts_at) > ($2::date - interval '1 year')::date)`, []any{keys(communes), on}, []any{&subscribers, &accompanied}, func() error { return nil })
	return subscribers, accompanied, err
}

// AddTarget records what an indicator is to reach in a year.
func (s *Store) AddTarget(ctx context.Context, indicator string, year int, t model.Target, by string, at time.Time, demo bool) error {
	_, err := s.ExecContext(ctx, "insert into targets (indicator, year, value, objective, owner, recorded_by, recorded_at, demo) values (?, ?, ?, ?, ?, ?, ?, ?)", indicator, year, t.Value.String(), t.Objective, t.Owner, by, at, demo)
	return explain(err)
}

// AddPolicyCost records what the policy cost in a year.
func (s *Store) AddPolicyCost(ctx context.Context, year int, amount model.Euro, source, by string, at time.Time, demo bool) error {
	_, err := s.ExecContext(ctx, "insert into policy_costs (year, amount, source, recorded_by, recorded_at, demo) values (?, ?, ?, ?, ?, ?)", year, int64(amount), source, by, at, demo)
	return explain(err)
}

// AddUnitBenefit records what a unit of use of a service is taken to bring from a year on.
func (s *Store) AddUnitBenefit(ctx context.Context, service model.OfferID, from int, amount model.Euro, assumption, source, by string, at time.Time, demo bool) error {
	_, err := s.ExecContext(ctx, "insert into unit_benefits (service_id, from_year, amount, assumption, source, recorded_by, recorded_at, demo) values (?, ?, ?, ?, ?, ?, ?, ?)",
		service, from, int64(amount), assumption, source, by, at, demo)
	return explain(err)
}

// ActivitySum is how much was organised of one kind in a territory: activities, communes that came, persons.
type ActivitySum struct {
	Kind                          model.ActivityKind
	Activities, Communes, Persons int
}

// ActivitySums are what somebody of these communes was present at from one day up to another, the latter out, by kind.
func (s *Store) ActivitySums(ctx context.Context, communes []model.CollectivityID, from, to model.Date) (list []*ActivitySum, err error) {
	var a ActivitySum
	err = s.query(ctx, `select v.kind, count(distinct v.id), count(distinct n.collectivity_id), coalesce(sum(n.persons), 0)::bigint from activities v join participation_counts n on n.activity_id = v.id
		where n.kind = 'ATTENDED' and n.persons > 0 and n.collectivity_id = any($1) and v.starts_at >= $2::date and v.starts_at < $3::date group by 1 order by 1`, []any{keys(communes), from, to},
		[]any{&a.Kind, &a.Activities, &a.Communes, &a.Persons}, func() error {
			row := a
			list = append(list, &row)
			return nil
		})
	return list, err
}

// TerritoryName is the name of a territory.
func (s *Store) TerritoryName(ctx context.Context, over Territory) (name string, err error) {
	err = s.query(ctx, "select name from collectivities where kind = $1 and code = $2", []any{string(over.Kind), over.Code}, []any{&name}, func() error { return nil })
	return name, err
}
