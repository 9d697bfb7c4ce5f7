package db

import "context"

// usageSums is what the counts make of each year.
const usageSums = `select c.collectivity_id, i.service_id, extract(year from c.month)::int as year,
		bit_or(case when c.count > 0 then 1 << (extract(month from c.month)::int - 1) else 0 end) as months, sum(case when i.principal then c.count else 0 end) as total
	from usage_counts c join service_indicators i on i.id = c.indicator_id group by 1, 2, 3`

// SumUsage makes the sums of all years anew. It comes after loads.
func (s *Store) SumUsage(ctx context.Context) error {
	_, err := s.tx.ExecContext(ctx, `delete from usage_years; insert into usage_years `+usageSums+` order by 1, 2, 3;
		update service_indicators i set counted_from = (select min(month) from usage_counts c where c.indicator_id = i.id)`)
	return err
}

// VerifyUsage are the years that are not what their counts make: none in a sound database.
func (s *Store) VerifyUsage(ctx context.Context) (faults []string, err error) {
	var fault string
	err = s.query(ctx, `select format('use of %s by %s in %s: months %s and total %s are kept, the counts make %s and %s', o.code, c.code, year, y.months, y.total, n.months, n.total)
		from (`+usageSums+`) n full join usage_years y using (collectivity_id, service_id, year) left join collectivities c on c.id = collectivity_id left join offers o on o.id = service_id
		where (y.months, y.total) is distinct from (n.months, n.total) order by 1`, nil, []any{&fault}, func() error {
		faults = append(faults, fault)
		return nil
	})
	return faults, err
}
