package db

import (
	"context"
	"slices"

	"github.com/lib/pq"

	"maillage/model"
)

// months reads the first day of a month as the number that model.Month is.
func months(column string) string {
	return "(extract(year from " + column + ")::int * 12 + extract(month from " + column + ")::int - 1)"
}

// Indicators are all indicators of all services, each with the terms of its service.
func (s *Store) Indicators(ctx context.Context) (list []*model.ServiceIndicator, of map[model.OfferID]*model.OfferTerms, err error) {
	of = map[model.OfferID]*model.OfferTerms{}
	var i model.ServiceIndicator
	var o model.OfferTerms
	err = s.query(ctx, "select i.id, i.service_id, i.code, i.principal, o.code, "+days("o.available_from")+", "+days("o.available_to")+
		" from service_indicators i join offers o on o.id = i.service_id order by i.id", nil,
		[]any{&i.ID, &i.ServiceID, &i.Code, &i.Principal, &o.Code, &o.AvailableFrom, &o.AvailableTo}, func() error {
			row, terms := i, o
			terms.ID = row.ServiceID
			list, of[row.ServiceID] = append(list, &row), &terms
			return nil
		})
	return list, of, err
}

// UsageOf are the counts of each body by an indicator, from a month to another, which is in.
func (s *Store) UsageOf(ctx context.Context, ids []model.CollectivityID, indicator int64, from, to model.Month) ([][]*model.UsageMonth, error) {
	return lists(ctx, s, "", ids, Edge{Fields: None}, func(t *text, _ Edge) (reader[*model.UsageMonth], string) {
		return row("u.collectivity_id, u.indicator_id, "+months("u.month")+", u.count", func(u *model.UsageMonth) []any {
			return []any{&u.CollectivityID, &u.IndicatorID, &u.Month, &u.Count}
		}), "from usage_counts u where u.collectivity_id = p.id and u.indicator_id = " + t.arg(indicator) + " and " + between(t, from, to) + " order by u.month"
	}, appended)
}

func between(t *text, from, to model.Month) string {
	return "u.month between " + t.arg(from.First()) + "::date and " + t.arg(to.First()) + "::date"
}

// CorrectionsOf are the corrections of each count, latest first.
func (s *Store) CorrectionsOf(ctx context.Context, counts []*model.UsageMonth) ([][]*model.UsageCorrection, error) {
	var who, by []int64
	var when []string
	for _, u := range counts {
		who, by, when = append(who, int64(u.CollectivityID)), append(by, u.IndicatorID), append(when, u.Month.First().String())
	}
	out := make([][]*model.UsageCorrection, len(counts))
	for i := range out {
		out[i] = []*model.UsageCorrection{}
	}
	var at int
	r := row("u.before, u.after, u.corrected_by, u.corrected_at", func(c *model.UsageCorrection) []any {
		return []any{&c.Before, &c.After, &c.By, &c.CorrectedAt}
	})
	err := s.query(ctx, "select k.n - 1, "+r.columns+` from unnest($1::bigint[], $2::bigint[], $3::date[]) with ordinality k(who, by, month, n)
		join usage_corrections u on u.collectivity_id = k.who and u.indicator_id = k.by and u.month = k.month order by k.n, u.id desc`,
		[]any{pq.Array(who), pq.Array(by), pq.Array(when)}, append([]any{&at}, r.dest...), func() error {
			out[at] = append(out[at], r.take())
			return nil
		})
	return out, err
}

// UsageIn is how often the communes of a territory used each service, by the indicator of a code or the principal one.
func (s *Store) UsageIn(ctx context.Context, services []model.OfferID, over Territory, indicator *string, from, to model.Month) ([][]*model.TerritoryUsage, error) {
	found, err := lists(ctx, s, "", services, Edge{Arguments: Arguments{On: to.First(), Territory: over}, Fields: None}, func(t *text, e Edge) (reader[*model.TerritoryUsage], string) {
		which := "i.principal"
		if indicator != nil {
			which = "i.code = " + t.arg(*indicator)
		}
		return row(months("u.month")+", sum(u.count), count(*) filter (where u.count > 0), count(*)", func(u *model.TerritoryUsage) []any {
				return []any{&u.Month, &u.Count, &u.Users, &u.Reported}
			}), "from service_indicators i join usage_counts u on u.indicator_id = i.id join (" + communesWithin(t, e) + ") c on c.id = u.collectivity_id" +
				" where i.service_id = p.id and " + which + " and " + between(t, from, to) + " group by u.month order by u.month"
	}, appended)
	if err == nil && !slices.ContainsFunc(found, func(list []*model.TerritoryUsage) bool { return len(list) > 0 }) {
		err = s.lies(ctx, over, to.First())
	}
	return found, err
}

// communesWithin is the select of the communes of an edge's territory on its day.
func communesWithin(t *text, e Edge) string {
	code := t.of(e, func(a *Arguments) any { return a.Territory.Code })
	day := t.day(e)
	switch e.Territory.Kind {
	case model.CollectivityKindEPCI:
		return "select m.member_id as id from memberships m where m.group_id in (select id from collectivities where kind = 'EPCI' and code = " + code + ") and " + in("m.starts_on", "m.ends_on", day)
	case model.CollectivityKindDepartment:
		return "select id from collectivities where kind = 'COMMUNE' and department_id in (select id from collectivities where kind = 'DEPARTMENT' and code = " + code + ") and " + in("valid_from", "valid_to", day)
	}
	return "select id from collectivities where kind = 'COMMUNE' and region_id in (select id from collectivities where kind = 'REGION' and code = " + code + ") and " + in("valid_from", "valid_to", day)
}

// lies refuses a territory without communes on a day.
func (s *Store) lies(ctx context.Context, over Territory, on model.Date) error {
	t, e := newText(Edge{Arguments: Arguments{On: on, Territory: over}})
	var there bool
	statement := "select exists (" + communesWithin(t, e) + ")"
	err := s.query(ctx, statement, t.values(nil, nil, []Arguments{e.Arguments}), []any{&there}, func() error { return nil })
	if err == nil && !there {
		return model.NotFound("territory", "no commune lies in the %s %s on %s: check the code, and the day (the graph begins on 2021-01-01)", over.Kind, over.Code, on)
	}
	return err
}
