package db

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/lib/pq"

	"maillage/model"
)

// UsageLine is the count of a body in a month, as somebody sent it.
type UsageLine struct {
	Place     int // at which it was sent
	Indicator *model.ServiceIndicator
	Month     model.Month
	Body      string // SIREN or INSEE code
	Count     int
}

// The reasons for which a line is left out.
const (
	UsageUnknown     = "UNKNOWN"      // nobody has this code
	UsageNotEntitled = "NOT_ENTITLED" // the body had no right on any day of the month
	UsageTwice       = "TWICE"        // an earlier line counts the same
)

// UsageFault is a line that is left out.
type UsageFault struct {
	Place  int
	Reason string
	Name   string // of the body, where there is one
}

// RecordUsage writes counts, and what they make of the years, and tells which lines it left out. A count that stood as another
// is corrected. One transaction at a time is at it: whoever comes next sees what it wrote.
func (s *Store) RecordUsage(ctx context.Context, lines []UsageLine, by string, at time.Time) (faults []*UsageFault, corrected int, err error) {
	if len(lines) == 0 {
		return nil, 0, nil
	}
	if err := s.Lock(ctx, "usage"); err != nil {
		return nil, 0, err
	}
	first, last, err := s.stageUsage(ctx, lines)
	if err != nil {
		return nil, 0, err
	}
	var f UsageFault
	err = s.query(ctx, "select u.place, u.fault, coalesce(c.name, '') from new_usage u left join collectivities c on c.id = u.collectivity_id where u.fault is not null order by 1",
		nil, []any{&f.Place, &f.Reason, &f.Name}, func() error {
			row := f
			faults = append(faults, &row)
			return nil
		})
	if err != nil || len(faults) == len(lines) {
		return faults, 0, err
	}
	if _, err := s.tx.ExecContext(ctx, "select usage_month(month) from (select distinct month from new_usage where fault is null) m"); err != nil {
		return nil, 0, err
	}
	err = s.tx.QueryRowContext(ctx, changeUsage, first, last, by, at).Scan(&corrected)
	return faults, corrected, err
}

// stageUsage puts lines into the table new_usage of the transaction, each with its body, or with what is wrong with it: a code is
// that of who bore it in the month.
func (s *Store) stageUsage(ctx context.Context, lines []UsageLine) (first, last model.Date, err error) {
	n := len(lines)
	place, indicator, count, month := make([]int64, n), make([]int64, n), make([]int64, n), make([]string, n)
	from, until := lines[0].Month, lines[0].Month
	name, by := map[model.Month]string{}, map[int64]bool{}
	var sirens, codes struct {
		place []int64
		text  []string
	}
	for i, l := range lines {
		to := &codes
		if len(l.Body) == 9 {
			to = &sirens
		}
		to.place, to.text = append(to.place, int64(l.Place)), append(to.text, l.Body)
		by[l.Indicator.ID] = true
		if name[l.Month] == "" {
			name[l.Month] = l.Month.First().String()
			from, until = min(from, l.Month), max(until, l.Month)
		}
		place[i], indicator[i], month[i], count[i] = int64(l.Place), l.Indicator.ID, name[l.Month], int64(l.Count)
	}
	_, err = s.tx.ExecContext(ctx, `create temp table new_usage (place int, collectivity_id bigint, indicator_id bigint, service_id bigint, principal boolean,
		month date, count bigint, fault text) on commit drop`)
	if err != nil {
		return 0, 0, err
	}
	_, err = s.tx.ExecContext(ctx, `insert into new_usage with
		l as materialized (select * from unnest($1::int[], $2::bigint[], $3::date[], $4::bigint[]) l(place, indicator_id, month, count)),
		named as (
			select b.place, c.id, c.valid_from, c.valid_to from unnest($5::int[], $6::text[]) b(place, siren) join collectivities c on c.siren = b.siren
			union all
			select b.place, c.id, c.valid_from, c.valid_to from unnest($7::int[], $8::text[]) b(place, code) join collectivities c on c.code = b.code and c.kind in ('COMMUNE', 'DEPARTMENT')),
		who as (select distinct on (n.place) n.place, n.id from named n join l on l.place = n.place order by n.place, coalesce(l.month < n.valid_to, true) desc, n.valid_from desc),
		body as materialized (select distinct id from who),
		held as (select r.id, r.service_id, m.month from (select distinct month from l) m
			join (`+rightsOver("select 0 as parent, id from body", "select service_id from service_indicators where id = any($9)")+`) r on r.days && daterange(m.month, (m.month + interval '1 month')::date))
		select l.place, w.id, i.id, i.service_id, i.principal, l.month, l.count,
			case when w.id is null then '`+UsageUnknown+`'
				when (w.id, i.service_id, l.month) not in (select id, service_id, month from held) then '`+UsageNotEntitled+`'
				when row_number() over (partition by w.id, l.indicator_id, l.month order by l.place) > 1 then '`+UsageTwice+`' end
		from l join service_indicators i on i.id = l.indicator_id left join who w on w.place = l.place`,
		pq.Array(place), pq.Array(indicator), pq.Array(month), pq.Array(count), pq.Array(sirens.place), pq.Array(sirens.text), pq.Array(codes.place), pq.Array(codes.text), keys(slices.Collect(maps.Keys(by))))
	return from.First(), until.First(), err
}

// changeUsage writes what new_usage changes, between the months $1 and $2, and tells how many counts it corrected. A month is no
// longer one of use when its last indicator falls to 0.
const changeUsage = `with
	change as materialized (
		select u.*, c.count as before, extract(year from u.month)::smallint as year, 1 << (extract(month from u.month)::int - 1) as bit
		from new_usage u left join usage_counts c on c.collectivity_id = u.collectivity_id and c.indicator_id = u.indicator_id and c.month = u.month
			and c.month between $1::date and $2::date
		where u.fault is null and c.count is distinct from u.count),
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
