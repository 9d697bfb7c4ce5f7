package db

import (
	"context"

	"maillage/model"
)

// ProfilesOn are the bodies that exist on a day, by key, with what contribution rules ask of them then: all of them where
// ids is nil.
func (s *Store) ProfilesOn(ctx context.Context, ids []model.CollectivityID, on model.Date) ([]*model.Profile, error) {
	day, which, args := "$1::date", "true", []any{on}
	if ids != nil {
		which, args = "c.id = any($2)", append(args, keys(distinct(ids)))
	}
	var p model.Profile
	var municipal, total, municipalOf, totalOf *int
	var list []*model.Profile
	err := s.query(ctx, `select c.id, c.kind, coalesce(t.code, c.code), coalesce(t.name, c.name), coalesce(t.nature, c.nature),
			coalesce(d.code, ''), coalesce(r.code, ''), coalesce(c.department_id, 0), coalesce(c.region_id, 0), coalesce(m.group_id, 0), coalesce(g.code, ''), pm.value, pm.census, pt.value, pt.census
		from collectivities c
		left join states t on t.collectivity_id = c.id and `+in("t.valid_from", "t.valid_to", day)+`
		left join collectivities d on d.id = c.department_id
		left join collectivities r on r.id = c.region_id
		left join memberships m on m.member_id = c.id and `+in("m.starts_on", "m.ends_on", day)+`
		left join collectivities g on g.id = m.group_id
		left join populations pm on pm.collectivity_id = c.id and pm.kind = 'MUNICIPAL' and `+inForceOn("pm", day)+`
		left join populations pt on pt.collectivity_id = c.id and pt.kind = 'TOTAL' and `+inForceOn("pt", day)+`
		where `+in("c.valid_from", "c.valid_to", day)+` and `+which+` order by c.id`, args,
		[]any{&p.ID, &p.Kind, &p.Code, &p.Name, &p.Nature, &p.Department, &p.Region, &p.DepartmentID, &p.RegionID, &p.EPCI, &p.EPCICode, &municipal, &municipalOf, &total, &totalOf}, func() error {
			row := p
			row.Municipal, row.Total = figure(municipal, municipalOf), figure(total, totalOf)
			list = append(list, &row)
			return nil
		})
	return list, err
}

func figure(value, census *int) *model.Figure {
	if value == nil {
		return nil
	}
	f := &model.Figure{Value: *value}
	if census != nil {
		f.Census = *census
	}
	return f
}
