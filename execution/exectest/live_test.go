package exectest

import (
	"context"
	"slices"
	"testing"

	"maillage/execution"
	"maillage/execution/exectest/model"
)

// hear asks for a stream and shows its answers.
func hear(ctx context.Context, r *Root, query string) []string {
	answers, _ := ask(ctx, sets(r, execution.Options{}), query, nil)
	var lines []string
	for _, a := range answers {
		lines = append(lines, show(a))
	}
	return lines
}

// Each event is answered by a run of the same plan, whose root is the event's value.
func TestLive(t *testing.T) {
	t.Parallel()
	staff := As(context.Background(), model.RoleStaff)
	for query, want := range map[string][]string{
		`subscription { tick(count: 3) { code flaky departement { code } epci(on: "1999-01-01") { name } } }`: {
			`{"tick":{"code":"01000","flaky":"01000","departement":{"code":"01"},"epci":null}} tick.epci no EPCI before 2000 for 01000`,
			`{"tick":{"code":"01001","flaky":"01001","departement":{"code":"01"},"epci":null}} tick.epci no EPCI before 2000 for 01001`,
			`{"tick":{"code":"01002","flaky":"01002","departement":{"code":"01"},"epci":null}} tick.epci no EPCI before 2000 for 01002`,
		},
		`subscription { x: tick(count: 1) { name } }`: {`{"x":{"name":"Commune 0-0-0 é"}}`},
		`subscription { tick(count: 0) { name } }`:    nil,
		`subscription { broken }`:                     {`broken nothing to hear`},
	} {
		if got := hear(staff, &Root{Data: NewData(1, 1)}, query); !slices.Equal(got, want) {
			t.Errorf("%s\nwant %q\ngot  %q", query, want, got)
		}
	}
	citizen := As(context.Background(), model.RoleCitizen)
	if got := hear(citizen, &Root{Data: NewData(1, 1)}, `subscription { tick(count: 1) { name } }`); !slices.Equal(got, []string{"tick needs role STAFF"}) {
		t.Errorf("a citizen hears %q", got)
	}
}

// The stream ends with its request.
func TestLiveEndsWithItsRequest(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(As(context.Background(), model.RoleStaff))
	cancel()
	if got := hear(ctx, &Root{Data: NewData(1, 1)}, `subscription { tick(count: 3) { code } }`); len(got) > 1 {
		t.Errorf("heard %q after the end", got)
	}
}
