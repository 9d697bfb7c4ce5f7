package db_test

import (
	"context"
	"slices"
	"testing"

	"maillage/db/dbtest"
	"maillage/model"
)

// Whoever came to a training about a service that the commune may use has taken a step, on the day of the training, not before.
func TestJourneysTellOfTrainings(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	came := column[model.CollectivityID](t, s, `select n.collectivity_id from participation_counts n join activities v on v.id = n.activity_id join offers o on o.id = v.service_id
		where v.kind = 'TRAINING' and o.code = 'MARCHES' and n.kind = 'ATTENDED' and n.persons > 0 order by 1`)
	marches := column[model.OfferID](t, s, "select id from offers where code = 'MARCHES'")[0]
	if len(came) < 10 {
		t.Fatalf("only %d communes came", len(came))
	}
	for on, want := range map[string]bool{"2025-10-01": false, "2025-11-01": true} {
		for i, list := range must(s.JourneysOf(ctx, came, day(t, on)))(t) {
			for _, j := range list {
				trained := slices.ContainsFunc(j.Steps, func(s *model.JourneyStep) bool {
					return s.Stage == model.JourneyStageTrained && s.Since > day(t, "2025-10-01") && s.Since < day(t, "2025-11-01")
				})
				if trained != (want && j.ServiceID == marches) {
					t.Errorf("commune %d, service %d on %s: %v", came[i], j.ServiceID, on, trained)
				}
			}
		}
	}
}
