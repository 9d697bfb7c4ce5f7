package resolvers_test

import "testing"

// The EPCI of Belle-Île subscribes for itself and its four communes, each of which pays for two of the services alone.
func TestContract05(t *testing.T) {
	t.Parallel()
	var data struct {
		Subscribe struct {
			Subscription *struct {
				ID, Scope, StartsOn, Status string
				Subscriber                  struct{ SIREN string }
				EndsOn                      *string
				Version                     int
				Beneficiaries               struct{ TotalCount int }
				Overlaps                    []struct {
					Subscriber struct{ SIREN, Name string }
					StartsOn   string
				}
			}
			Errors []struct{ Message string }
		}
	}
	performAsAdmin(t, "05-subscribe", &data)
	s := data.Subscribe.Subscription
	if s == nil || len(data.Subscribe.Errors) > 0 {
		t.Fatalf("have %+v", data)
	}
	if s.ID == "" || s.Scope != "OWN_AND_MEMBERS" || s.StartsOn != "2027-01-01" || s.EndsOn != nil || s.Status != "ANNOUNCED" || s.Version != 1 || s.Subscriber.SIREN != "245600465" {
		t.Errorf("have %+v", s)
	}
	if s.Beneficiaries.TotalCount != 0 { // today: it is announced
		t.Errorf("%d benefit before it starts", s.Beneficiaries.TotalCount)
	}
	if len(s.Overlaps) != 8 {
		t.Errorf("have the overlaps %+v", s.Overlaps)
	}
}
