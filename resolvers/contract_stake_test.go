package resolvers_test

import "testing"

// Lannion pays nothing itself: its EPCI took the bundle and certificates for it.
func TestContract13(t *testing.T) {
	t.Parallel()
	var data struct {
		Commune struct {
			Stake struct {
				Imputed, Paid       string
				Standalone, Avoided *string
				Payer               *struct{ SIREN string }
				Standing            *string
				UsagePerInhabitant  *string
				Stratum             *struct{ Label string }
				ByService           []struct {
					Service struct{ Code string }
					Imputed string
					Usage   int
					Stage   *string
				}
			}
		}
	}
	perform(t, "13-stake", nil, &data)
	k := data.Commune.Stake
	// Alone: the bundle of its stratum, 6 800 indexed 7 459.60, and certificates at their ceiling of 450.
	if k.Standalone == nil || *k.Standalone != "7909.60" || *k.Avoided != "7909.60" || k.Paid != "0.00" || k.Payer == nil || k.Payer.SIREN != "200065928" {
		t.Errorf("have %+v", k)
	}
	if k.Standing == nil || *k.Standing != "ENGAGED_AT_NO_COST" || k.Stratum == nil || k.Stratum.Label != "de 20000 à 34999 habitants" || k.UsagePerInhabitant == nil {
		t.Errorf("have %+v", k)
	}
	if len(k.ByService) != 9 || k.ByService[0].Service.Code != "ACTES" || k.ByService[0].Usage == 0 || *k.ByService[0].Stage != "AUTONOMOUS" {
		t.Errorf("have %+v", k.ByService)
	}
}
