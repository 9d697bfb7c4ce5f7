package db

import (
	"context"

	"maillage/model"
)

// UsageRight is the right of a commune to a service during some months, both in, with what its use may depend on.
type UsageRight struct {
	ID          model.CollectivityID
	Code, EPCI  string
	Population  int
	Service     string
	IndicatorID int64
	From, To    model.Month
}

// UsageRights are the rights of a region's communes that last into the months from one to another, the latter out, by code.
func (s *Store) UsageRights(ctx context.Context, region model.CollectivityID, from, to model.Month) (list []UsageRight, err error) {
	var r UsageRight
	err = s.query(ctx, `with c as materialized (select id, code from collectivities where kind = 'COMMUNE' and region_id = $1 and valid_to is null)
		select c.id, c.code, coalesce(g.code, ''), coalesce(p.value, 0), o.code, i.id, `+months("lower(d.days)")+", "+months("least(upper(d.days) - 1, $3::date - 1)")+`
		from (select id, service_id, range_agg(d.days) as days from (`+rightsOver("select 0 as parent, id from c", "")+`) r cross join lateral unnest(r.days) d(days)
			group by 1, 2) h
		cross join lateral unnest(h.days) d(days) join c on c.id = h.id join offers o on o.id = h.service_id join service_indicators i on i.service_id = h.service_id and i.principal
		left join memberships m on m.member_id = c.id and `+in("m.starts_on", "m.ends_on", "$3::date")+` left join collectivities g on g.id = m.group_id
		left join populations p on p.collectivity_id = c.id and p.kind = 'MUNICIPAL' and `+inForceOn("p", "$3::date")+` where d.days && daterange($2, $3) order by c.code, o.code, lower(d.days)`,
		[]any{int64(region), from.First(), to.First()}, []any{&r.ID, &r.Code, &r.EPCI, &r.Population, &r.Service, &r.IndicatorID, &r.From, &r.To}, func() error {
			list = append(list, r)
			return nil
		})
	return list, err
}

// LoadUsage streams counts into tables that are empty, and sums them.
func (s *Store) LoadUsage(ctx context.Context, from, to model.Month, n int, at func(i int) (model.CollectivityID, int64, model.Month, int)) error {
	for m := from; m <= to; m++ {
		if _, err := s.tx.ExecContext(ctx, "select usage_month($1::date)", m.First()); err != nil {
			return err
		}
	}
	days := make([]string, to-from+1)
	for m := range days {
		days[m] = (from + model.Month(m)).First().String()
	}
	err := s.stream(ctx, "usage_counts", []string{"collectivity_id", "indicator_id", "month", "count"}, rows{n, func(i int) []any {
		who, indicator, month, count := at(i)
		return []any{int64(who), indicator, days[month-from], count}
	}})
	if err != nil {
		return err
	}
	return s.SumUsage(ctx)
}
