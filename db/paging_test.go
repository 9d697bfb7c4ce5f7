package db_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

// Read in pages of any size, a list is the list: nothing twice, nothing lost.
func TestPagesMakeTheList(t *testing.T) {
	t.Parallel()
	s := dbtest.Shared(t)
	region := &model.CommuneFilter{Region: &model.CodeFilter{Eq: new("53")}}
	for what, order := range map[string][]*model.CommuneOrder{
		"by code": nil, "by name, last first": {by("NAME", model.DirectionDesc)}, "by population": {by("POPULATION", model.DirectionAsc)},
		"by population, then name": {by("POPULATION", model.DirectionDesc), by("NAME", model.DirectionAsc)},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			want := listed(t, s, noon, region, order...)
			if len(want) != 1202 {
				t.Fatalf("%d communes", len(want))
			}
			for _, size := range []int{1, 7, 99} {
				f, whole := region, want
				if size == 1 {
					f, whole = &model.CommuneFilter{Department: &model.CodeFilter{Eq: new("90")}}, listed(t, s, noon, &model.CommuneFilter{Department: &model.CodeFilter{Eq: new("90")}}, order...)
				}
				have := codes(walk(t, size, func(p model.Page) (*model.CommuneConnection, error) {
					return first(s.Communes(context.Background(), db.Nothing, nil, f, order, p, noon, db.All, only{"code"}))
				}))
				same(t, fmt.Sprint(what, " in pages of ", size), have, whole)
			}
		})
	}
}

// Rows without a value have their place too: the walk passes over them in both directions.
func TestPagesOverRowsWithoutAValue(t *testing.T) {
	t.Parallel()
	s := dbtest.Shared(t)
	overseas := &model.CommuneFilter{Region: &model.CodeFilter{IsNull: new(true)}}
	for _, d := range model.AllDirection {
		have := codes(walk(t, 5, func(p model.Page) (*model.CommuneConnection, error) {
			return first(s.Communes(context.Background(), db.Nothing, nil, overseas, []*model.CommuneOrder{by("POPULATION", d)}, p, noon, db.All, only{"code"}))
		}))
		same(t, string(d), have, listed(t, s, noon, overseas, by("POPULATION", d)))
		same(t, string(d)+", the last ones", have[len(have)-6:], []string{"98411", "98412", "98413", "98414", "98415", "98901"})
	}
}

// Below several parents at once each list is as it is below one, a parent given twice has it twice, and cursors go on in each.
func TestPagesBelowParents(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	var parents []model.CollectivityID
	for _, siren := range []string{"243500139", "200096683", "200067221", "200043123", "243500139"} {
		parents = append(parents, epci(t, s, siren).ID)
	}
	order := []*model.CommuneOrder{by("NAME", model.DirectionAsc)}
	together := must(s.Communes(ctx, db.BelowEPCI, parents, nil, order, page(100), noon, db.All, db.All))(t)
	counts := must(db.Totals(ctx, s, together))(t)
	for i, parent := range parents {
		alone := codes(walk(t, 3, func(p model.Page) (*model.CommuneConnection, error) {
			return first(s.Communes(ctx, db.BelowEPCI, []model.CollectivityID{parent}, nil, order, p, noon, db.All, db.All))
		}))
		same(t, fmt.Sprint("parent ", i), codes(together[i].Nodes), alone)
		want := column[int](t, s, "select count(*) from memberships where group_id = ? and daterange(starts_on, ends_on) @> '2026-06-01'::date", int64(parent))[0]
		if counts[i] != want || len(alone) != want {
			t.Errorf("parent %d: %d counted, %d read, want %d", i, counts[i], len(alone), want)
		}
	}
}

func TestListsBelow(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	department := must(s.DepartmentByCode(ctx, "56", db.All))(t).ID
	region, islands := brittany(t, s), must(s.AllOverseasCollectivities(ctx, db.All))(t)
	total := func(below db.Below, id model.CollectivityID) int {
		pages := must(s.Communes(ctx, below, []model.CollectivityID{id}, nil, nil, page(1), noon, db.All, db.All))(t)
		return must(db.Totals(ctx, s, pages))(t)[0]
	}
	sum := 0
	for _, o := range islands {
		sum += total(db.BelowOverseas, o.ID)
	}
	if have := [3]int{total(db.BelowDepartment, department), total(db.BelowRegion, region), sum}; have != [3]int{249, 1202, 94} {
		t.Errorf("communes of department 56, of region 53 and overseas: %v", have)
	}
	for below, id := range map[db.Below]model.CollectivityID{db.BelowDepartment: department, db.BelowRegion: region} {
		have := codes(walk(t, 4, func(p model.Page) (*model.EPCIConnection, error) {
			return first(s.EPCIs(ctx, below, []model.CollectivityID{id}, nil, nil, p, noon, db.All, db.All))
		}))
		same(t, "EPCI below "+string(below), have, column[string](t, s, `select distinct g.code from memberships m join collectivities c on c.id = m.member_id
			join collectivities g on g.id = m.group_id where m.ends_on is null and ? in (c.department_id, c.region_id) order by 1`, int64(id)))
	}
}

func TestCursorsOfAnotherOrder(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	cursor := func(order string, values ...string) model.Page {
		return model.Page{First: 1, After: model.Cursor{Order: order, Values: values}}
	}
	own := must(first(s.Communes(ctx, db.Nothing, nil, nil, nil, page(1), noon, db.All, db.All)))(t).PageInfo.EndCursor
	byCode := must(model.NewPage(new(1), own))(t)
	if _, err := s.Communes(ctx, db.Nothing, nil, nil, nil, byCode, noon, db.All, db.All); err != nil {
		t.Errorf("its own cursor: %v", err)
	}
	for name, read := range map[string]func() error{
		"ErrOtherKey": func() error {
			_, err := s.Communes(ctx, db.Nothing, nil, nil, []*model.CommuneOrder{by("NAME", "ASC")}, byCode, noon, db.All, db.All)
			return err
		},
		"ErrOtherDirection": func() error {
			_, err := s.Communes(ctx, db.Nothing, nil, nil, []*model.CommuneOrder{by("CODE", "DESC")}, byCode, noon, db.All, db.All)
			return err
		},
		"ErrOtherList": func() error {
			_, err := s.EPCIs(ctx, db.Nothing, nil, nil, nil, byCode, noon, db.All, db.All)
			return err
		},
		"ErrFewValues": func() error {
			p := byCode
			p.After.Values = nil
			_, err := s.Communes(ctx, db.Nothing, nil, nil, nil, p, noon, db.All, db.All)
			return err
		},
		"ErrManyValues": func() error {
			p := byCode
			p.After.Values = []string{"01001", "01002"}
			_, err := s.Communes(ctx, db.Nothing, nil, nil, nil, p, noon, db.All, db.All)
			return err
		},
		"ErrNoNumber": func() error {
			_, err := s.PublicBodies(ctx, nil, cursor("body name asc id asc", "SDIS", "x"), db.All, db.All)
			return err
		},
		"ErrOverflow": func() error {
			_, err := s.PublicBodies(ctx, nil, cursor("body name asc id asc", "SDIS", "9223372036854775808"), db.All, db.All)
			return err
		},
		"ErrInt": func() error {
			_, err := s.Communes(ctx, db.Nothing, nil, nil, []*model.CommuneOrder{by("POPULATION", "DESC")}, cursor("commune population desc code asc", "2147483648", "x"), noon, db.All, db.All)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var fault *model.Error
			if err := read(); !errors.As(err, &fault) || fault.Code != model.CodeInvalid || fault.Path != "after" {
				t.Errorf("have %v", err)
			}
		})
	}
}
