package resolvers_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"maillage/contract"
	"maillage/db/dbtest"
)

// The answers to the contract, as far as the tests look into them.
type (
	commune struct {
		Code, Name, SIREN  string
		Municipal, Total   figure
		Population         figure
		Department, Region struct{ Code, Name string }
		EPCI               struct{ SIREN, Name, Nature string }
		Services           []struct {
			Service struct{ Code string }
			Scope   string
			Payer   struct{ SIREN string }
		}
	}
	figure struct{ Value, Vintage int }
	info   struct {
		HasNextPage bool
		EndCursor   string
	}
)

// perform asks an operation of the contract as it is written, with other variables where they are given.
func perform(t *testing.T, name string, change map[string]any, into any) {
	t.Helper()
	for _, o := range contract.Operations() {
		if o.Name != name {
			continue
		}
		variables := map[string]any{}
		if err := json.Unmarshal([]byte(o.Variables), &variables); err != nil {
			t.Fatal(err)
		}
		for k, v := range change {
			variables[k] = v
		}
		text, _ := json.Marshal(variables)
		asked(t, o.Query, string(text), into)
		return
	}
	t.Fatalf("the contract has no operation %s", name)
}

// asked asks without a key, and reads the data.
func asked(t *testing.T, query, variables string, into any) {
	t.Helper()
	answer, _ := ask(t, house(t, dbtest.Shared(t)), query, variables, "no")
	if strings.HasPrefix(answer, "{\n  \"errors\"") { // a payload has errors of its own
		t.Fatal(answer)
	}
	if err := json.Unmarshal([]byte(answer), &struct{ Data any }{into}); err != nil {
		t.Fatal(err)
	}
}

func TestContract01(t *testing.T) {
	t.Parallel()
	var data struct{ Commune *commune }
	perform(t, "01-commune", nil, &data)
	c := data.Commune
	if c == nil || c.Name != "Lannion" || c.SIREN != "212201131" || c.Department.Name != "Côtes-d'Armor" || c.Region.Name != "Bretagne" || c.EPCI.SIREN != "200065928" || c.EPCI.Nature != "CA" {
		t.Fatalf("have %+v", c)
	}
	if c.Municipal != (figure{20315, 2023}) || c.Total != (figure{21281, 2022}) {
		t.Errorf("populations: %+v and %+v", c.Municipal, c.Total)
	}
	var held []string
	for _, s := range c.Services {
		held = append(held, s.Service.Code)
		if s.Payer.SIREN != "200065928" || s.Scope != "OWN_AND_MEMBERS" {
			t.Errorf("have %+v", s)
		}
	}
	if want := []string{"ACTES", "CONVOCATION", "MARCHES", "OPENDATA", "PARAPHEUR", "PES", "SAE", "SVE", "CERTIFICATS"}; !slices.Equal(held, want) {
		t.Errorf("have %v", held)
	}
	perform(t, "01-commune", map[string]any{"code": "99999"}, &data)
	if data.Commune != nil {
		t.Errorf("a code of nobody: %+v", data.Commune)
	}
}

func TestContract02(t *testing.T) {
	t.Parallel()
	var data struct {
		EPCI struct {
			Name        string
			Departments []struct{ Code string }
			Referents   []struct {
				Person struct{ FullName string }
			}
			Subscriptions struct {
				TotalCount int
				Nodes      []struct{ Scope, Status string }
			}
			Members struct {
				TotalCount int
				PageInfo   info
				Nodes      []commune
			}
		}
	}
	perform(t, "02-epci", nil, &data)
	e := data.EPCI
	if e.Name != "CA Lannion-Trégor Communauté" || e.Members.TotalCount != 57 || len(e.Members.Nodes) != 57 || e.Members.PageInfo.HasNextPage || len(e.Referents) != 1 ||
		e.Referents[0].Person.FullName == "" || e.Subscriptions.TotalCount < 1 || e.Subscriptions.Nodes[0].Status != "ACTIVE" || e.Departments[0].Code != "22" {
		t.Errorf("have %s with %d members (%d here), %+v, %+v", e.Name, e.Members.TotalCount, len(e.Members.Nodes), e.Referents, e.Subscriptions)
	}
	for i, c := range e.Members.Nodes {
		if i > 0 && c.Population.Value > e.Members.Nodes[i-1].Population.Value {
			t.Errorf("%s has more inhabitants than the one before", c.Name)
		}
	}
	if first := e.Members.Nodes[0]; first.Code != "22113" || len(first.Services) == 0 {
		t.Errorf("the first member is %+v", first)
	}
}

func TestContract03(t *testing.T) {
	t.Parallel()
	type page struct {
		Communes struct {
			TotalCount int
			PageInfo   info
			Edges      []struct {
				Cursor string
				Node   commune
			}
		}
	}
	var data page
	perform(t, "03-communes", nil, &data)
	total, seen, last := data.Communes.TotalCount, map[string]bool{}, 20_000
	for after := ""; ; after = data.Communes.PageInfo.EndCursor {
		if after != "" {
			data = page{}
			perform(t, "03-communes", map[string]any{"after": after}, &data)
		}
		for _, edge := range data.Communes.Edges {
			c := edge.Node
			if seen[c.Code] || c.Population.Value < 2000 || c.Population.Value > last || !strings.Contains(strings.ToLower(c.Name), "saint") || c.EPCI.Name == "" || c.Department.Name == "" {
				t.Errorf("have %+v after %d inhabitants", c, last)
			}
			seen[c.Code], last = true, c.Population.Value
		}
		if !data.Communes.PageInfo.HasNextPage {
			break
		}
	}
	if len(seen) != total || total < 26 {
		t.Errorf("%d of %d communes were read", len(seen), total)
	}
}

func TestContract04(t *testing.T) {
	t.Parallel()
	var data struct {
		Service *struct {
			Name        string
			Category    struct{ Code string }
			Bundles     []struct{ Code string }
			Indicators  []struct{ Code string }
			Subscribers struct {
				TotalCount int
				Nodes      []struct{ Kind string }
			}
			Coverage struct{ Collectivities, Entitled, Population, EntitledPopulation int }
		}
	}
	perform(t, "04-coverage", nil, &data)
	s := data.Service
	if s == nil || s.Category.Code != "ECHANGES" || len(s.Bundles) != 1 || len(s.Indicators) != 1 || len(s.Subscribers.Nodes) != 20 || s.Subscribers.TotalCount < 60 {
		t.Fatalf("have %+v", s)
	}
	c := s.Coverage
	if c.Collectivities != 1202 || c.Entitled < 900 || c.Entitled >= 1202 || c.Population != 3_449_370 || c.EntitledPopulation >= c.Population {
		t.Errorf("have %+v", c)
	}
	perform(t, "04-coverage", map[string]any{"territory": map[string]any{"epci": "242900553"}}, &data)
	if c := data.Service.Coverage; c.Collectivities != 13 || c.Entitled != 10 {
		t.Errorf("of 13 communes 3 declined: %+v", c)
	}
}
