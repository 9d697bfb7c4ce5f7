package db

import (
	"context"
	"time"

	"github.com/lib/pq"

	"maillage/model"
)

// Bearer is a body that bears a code, or bore it.
type Bearer struct {
	ID   model.CollectivityID
	Name string
	Life model.Period
}

// BearersOf are the bodies of these SIREN and INSEE codes, by code: several where a code went on to another body.
func (s *Store) BearersOf(ctx context.Context, codes []string) (map[string][]*Bearer, error) {
	found := map[string][]*Bearer{}
	var code string
	var b Bearer
	err := s.query(ctx, "select k.code, c.id, c.name, "+days("c.valid_from")+", "+days("c.valid_to")+` from unnest($1::text[]) k(code) join collectivities c on c.siren = k.code where length(k.code) = 9
		union all
		select k.code, c.id, c.name, `+days("c.valid_from")+", "+days("c.valid_to")+` from unnest($1::text[]) k(code) join collectivities c on c.code = k.code and c.kind in ('COMMUNE', 'DEPARTMENT')
			where length(k.code) < 9`, []any{pq.Array(codes)}, []any{&code, &b.ID, &b.Name, &b.Life.From, &b.Life.To}, func() error {
		row := b
		found[code] = append(found[code], &row)
		return nil
	})
	return found, err
}

// RightTo is a body and a service.
type RightTo struct {
	Body    model.CollectivityID
	Service model.OfferID
}

// RightsTo are the periods during which bodies may use services.
func (s *Store) RightsTo(ctx context.Context, bodies []model.CollectivityID, services []model.OfferID) (map[RightTo][]model.Period, error) {
	found := map[RightTo][]model.Period{}
	var key RightTo
	var p model.Period
	err := s.query(ctx, "select r.id, r.service_id, "+days("lower(d.days)")+", "+days("upper(d.days)")+" from ("+
		rightsOver("select 0 as parent, id from unnest($1::bigint[]) k(id)", "$2::bigint[]")+") r cross join lateral unnest(r.days) d(days)",
		[]any{keys(bodies), keys(services)}, []any{&key.Body, &key.Service, &p.From, &p.To}, func() error {
			found[key] = append(found[key], p)
			return nil
		})
	return found, err
}

// UsageCount is how often a body used a service in a month, to be written.
type UsageCount struct {
	Body      model.CollectivityID
	Indicator int64
	Month     model.Month
	Count     int
}

// RecordUsage writes counts, each of a body, an indicator and a month of its own, and what they make of the years. One that stood as
// another is corrected; it tells how many were. One transaction at a time is at it: whoever comes next sees what it wrote.
func (s *Store) RecordUsage(ctx context.Context, list []UsageCount, by string, at time.Time) (corrected int, err error) {
	if len(list) == 0 {
		return 0, nil
	}
	if err := s.Lock(ctx, "usage"); err != nil {
		return 0, err
	}
	n := len(list)
	body, indicator, count, month := make([]int64, n), make([]int64, n), make([]int64, n), make([]string, n)
	first, last := list[0].Month, list[0].Month
	for _, c := range list {
		first, last = min(first, c.Month), max(last, c.Month)
	}
	name := make([]string, last-first+1)
	for i, c := range list {
		m := &name[c.Month-first]
		if *m == "" {
			*m = c.Month.First().String()
			if _, err := s.tx.ExecContext(ctx, "select usage_month($1)", *m); err != nil {
				return 0, err
			}
		}
		body[i], indicator[i], month[i], count[i] = int64(c.Body), c.Indicator, *m, int64(c.Count)
	}
	err = s.tx.QueryRowContext(ctx, changeUsage, first.First(), last.First(), by, at, pq.Array(body), pq.Array(indicator), pq.Array(month), pq.Array(count)).Scan(&corrected)
	return corrected, err
}

// changeUsage writes what counts change, from the month $1 to $2, and tells how many of them it corrected. A month is no
// longer one of use when its last indicator falls to 0.
const changeUsage = `with
	change as materialized (
		select u.*, c.count as before, extract(year from u.month)::smallint as year, 1 << (extract(month from u.month)::int - 1) as bit
		from (select n.*, i.service_id, i.principal from unnest($5::bigint[], $6::bigint[], $7::date[], $8::bigint[]) with ordinality n(collectivity_id, indicator_id, month, count, place)
			join service_indicators i on i.id = n.indicator_id) u
		left join usage_counts c on c.collectivity_id = u.collectivity_id and c.indicator_id = u.indicator_id and c.month = u.month
			and c.month between $1::date and $2::date
		where c.count is distinct from u.count),
	kept as (insert into usage_corrections (collectivity_id, indicator_id, month, before, after, corrected_by, corrected_at)
		select collectivity_id, indicator_id, month, before, count, $3, $4 from change where before is not null order by place),
	mended as (update usage_counts c set count = n.count from change n where n.before is not null
		and c.collectivity_id = n.collectivity_id and c.indicator_id = n.indicator_id and c.month = n.month and c.month between $1::date and $2::date),
	added as (insert into usage_counts select collectivity_id, indicator_id, month, count from change where before is null),
	sums as materialized (
		select n.collectivity_id, n.service_id, n.year, bit_or(case when n.count > 0 then n.bit else 0 end) as used,
			bit_or(case when n.count = 0 and n.before > 0 and not exists (select from usage_counts c join service_indicators i on i.id = c.indicator_id
				where c.collectivity_id = n.collectivity_id and c.month = n.month and c.month between $1::date and $2::date and c.count > 0 and i.service_id = n.service_id
				and (c.collectivity_id, c.indicator_id, c.month) not in (select collectivity_id, indicator_id, month from change)) then n.bit else 0 end) as unused,
			sum(case when n.principal then n.count - coalesce(n.before, 0) else 0 end) as more
		from change n group by 1, 2, 3),
	went as (update usage_years y set months = y.months & ~s.unused | s.used, total = y.total + s.more from sums s
		where y.collectivity_id = s.collectivity_id and y.service_id = s.service_id and y.year = s.year returning y.*),
	counted as (update service_indicators i set counted_from = f.month from (select indicator_id, min(month) as month from change group by 1) f
		where i.id = f.indicator_id and (i.counted_from is null or f.month < i.counted_from)),
	began as (insert into usage_years select s.collectivity_id, s.service_id, s.year, s.used, s.more from sums s where not exists (select from usage_years y
		where y.collectivity_id = s.collectivity_id and y.service_id = s.service_id and y.year = s.year))
	select count(*) from change where before is not null`
