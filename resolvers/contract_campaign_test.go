package resolvers_test

import "testing"

// The call of 2026 over Brittany: each due is the sum of its lines, the largest come first, and nothing is numbered before it is issued.
func TestContract09(t *testing.T) {
	t.Parallel()
	var data struct {
		OpenCampaign struct {
			Campaign struct{ Status string }
		}
		ComputeCampaign struct {
			Campaign struct {
				Status   string
				Progress struct{ Done, Total int }
				Total    string
				Payers   int
				Dues     struct {
					TotalCount int
					Nodes      []struct {
						Number *int
						Payer  struct{ SIREN, Name string }
						Amount string
						Lines  []struct {
							Label, Amount, Explanation string
							Rule                       struct {
								Code    string
								Version int
							}
						}
					}
				}
				Anomalies struct{ TotalCount int }
			}
			Errors []struct{ Message string }
		}
	}
	performAsAdmin(t, "09-campaign", &data)
	c := data.ComputeCampaign.Campaign
	if data.OpenCampaign.Campaign.Status != "DRAFT" || c.Status != "COMPUTED" || c.Progress.Done != c.Progress.Total || c.Payers != c.Dues.TotalCount || c.Payers < 200 || len(c.Dues.Nodes) != 10 {
		t.Fatalf("have %+v", data)
	}
	// The region: 300,000.00 × 1.097 for its membership, and nothing for the bundle, of which it is exempt.
	if first := c.Dues.Nodes[0]; first.Payer.Name != "Bretagne" || first.Amount != "329100.00" || first.Lines[0].Rule.Code != "ADHESION-REGION" || first.Lines[0].Rule.Version != 5 {
		t.Errorf("have %+v", first)
	}
	for i, d := range c.Dues.Nodes {
		sum := 0
		for _, l := range d.Lines {
			sum += cents(t, l.Amount)
		}
		if sum != cents(t, d.Amount) || d.Number != nil || i > 0 && cents(t, d.Amount) > cents(t, c.Dues.Nodes[i-1].Amount) {
			t.Errorf("due %d is %+v", i, d)
		}
	}
}
