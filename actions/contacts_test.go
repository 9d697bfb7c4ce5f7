package actions_test

import (
	"context"
	"testing"

	"maillage/db/dbtest"
	"maillage/model"
)

// mandated is a person with a contact and mandates, each of which ends on a day, or goes on.
func mandated(t *testing.T, a interface {
	Insert(context.Context, any) error
}, epci model.CollectivityID, name string, ends ...string) model.PersonID {
	t.Helper()
	mail := "x@example.fr"
	p := &model.Person{FullName: name, Email: &mail}
	if err := a.Insert(context.Background(), p); err != nil {
		t.Fatal(err)
	}
	for _, end := range ends {
		m := &model.Mandate{PersonID: p.ID, CollectivityID: epci, Role: model.MandateRoleReferent, Since: day(t, "2021-01-01")}
		if end != "" {
			m.Until = new(day(t, end))
		}
		if err := a.Insert(context.Background(), m); err != nil {
			t.Fatal(err)
		}
	}
	return p.ID
}

// Noon is on 2026-06-01: whose last mandate ended on 2023-06-01 or before is forgotten, once.
func TestAnonymise(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Full(t)
	a := on(s)
	if _, err := a.Anonymise(ctx); err != nil { // those of the demonstration
		t.Fatal(err)
	}
	epci := scalar[model.CollectivityID](t, s, "select id from collectivities where kind = 'EPCI' and code = '200065928'")
	forgotten := []model.PersonID{mandated(t, s, epci, "Ended three years ago", "2023-06-01"), mandated(t, s, epci, "Ended twice", "2022-01-01", "2023-01-01")}
	known := []model.PersonID{mandated(t, s, epci, "Ended a day later", "2023-06-02"), mandated(t, s, epci, "Goes on", "2022-01-01", ""), mandated(t, s, epci, "Ended lately", "2021-06-01", "2026-01-01"), mandated(t, s, epci, "Had none")}
	n, err := a.Anonymise(ctx)
	if err != nil || n != len(forgotten) {
		t.Fatalf("%d are forgotten, %v", n, err)
	}
	for _, id := range forgotten {
		if have := scalar[string](t, s, "select concat_ws('|', full_name, email, phone, anonymised_on) from persons where id = ?", id); have != model.Anonymous+"|2026-06-01" {
			t.Errorf("have %s", have)
		}
	}
	for _, id := range known {
		if have := scalar[string](t, s, "select concat_ws('|', full_name, email) from persons where id = ?", id); have == model.Anonymous || len(have) < 8 {
			t.Errorf("have %s", have)
		}
	}
	if n, err := a.Anonymise(ctx); n != 0 || err != nil {
		t.Errorf("a second time %d are forgotten, %v", n, err)
	}
	if n := scalar[int](t, s, "select count(*) from mandates d join persons p on p.id = d.person_id where p.anonymised_on is not null"); n < 3 {
		t.Errorf("%d mandates of those who were forgotten are left", n)
	}
}

// What is read of contacts is on record, with how many; a référent reads those of the EPCI alone.
func TestReadContacts(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Full(t)
	a := on(s)
	epci := scalar[model.CollectivityID](t, s, "select id from collectivities where kind = 'EPCI' and code = '200065928'")
	other := scalar[model.CollectivityID](t, s, "select id from collectivities where kind = 'EPCI' and code = '243500139'")
	commune := scalar[model.CollectivityID](t, s, "select id from collectivities where kind = 'COMMUNE' and code = '22113'")
	ids := []model.PersonID{mandated(t, s, epci, "Here", ""), mandated(t, s, commune, "In a commune", ""), mandated(t, s, other, "There", ""), mandated(t, s, epci, "No longer", "2025-01-01")}
	for _, test := range []struct {
		who  *model.Viewer
		want string
	}{{&model.Viewer{Name: "administrator"}, "++++"}, {&model.Viewer{Name: "référent", EPCI: epci}, "++--"}, {&model.Viewer{Name: "another", EPCI: 1}, "----"}} {
		found, err := a.ReadContacts(ctx, append(ids, ids[0]), test.who)
		if err != nil {
			t.Fatal(err)
		}
		have := ""
		for _, c := range found[:4] {
			if c != nil && *c.Email == "x@example.fr" {
				have += "+"
			} else {
				have += "-"
			}
		}
		if have != test.want {
			t.Errorf("%s reads %s, want %s", test.who.Name, have, test.want)
		}
	}
	if have := scalar[string](t, s, "select string_agg(reader || ' ' || persons, ', ' order by id) from contact_reads"); have != "administrator 4, référent 2" {
		t.Errorf("on record is %s", have)
	}
	if _, err := s.ExecContext(ctx, "update contact_reads set persons = 1"); err == nil {
		t.Error("the record was changed")
	}
}
