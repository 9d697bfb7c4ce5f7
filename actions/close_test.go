package actions_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

// TestCloseCampaign closes a call once every due is paid or credited, and not before.
func TestCloseCampaign(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Full(t)
	a := on(s)
	must := func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(a.OpenCampaign(ctx, model.OpenCampaignInput{Year: 2026}, "one"))
	must(a.ComputeCampaign(ctx, 2026, "one"))
	must(a.ValidateCampaign(ctx, 2026, "two"))
	call, err := a.IssueCampaign(ctx, model.IssueCampaignInput{Year: 2026}, "two")
	must(call, err)
	var fault *model.Error
	if _, err := a.CloseCampaign(ctx, 2026); !errors.As(err, &fault) || fault.Code != model.CodeConflict {
		t.Fatalf("with open dues: %v", err)
	}
	for after := (*string)(nil); ; {
		size := 100
		page, err := model.NewPage(&size, after)
		must(page, err)
		dues, err := s.DuesOf(ctx, []model.CampaignID{call.ID}, nil, page, db.All)
		must(dues, err)
		for i, d := range dues[0].Nodes {
			id := strings.Trim(string(d.ID.AppendGQL(nil)), `"`)
			if i%2 == 0 {
				must(a.CreditDue(ctx, model.CreditDueInput{Due: id, Amount: 1_00, Reason: "geste"}, "two"))
				d.Amount -= 1_00
			}
			must(a.RecordPayment(ctx, model.RecordPaymentInput{Due: id, Amount: d.Amount, ReceivedOn: model.Today(dbtest.Now()), Reference: "BORD-" + id}, "one"))
		}
		if after = dues[0].PageInfo.EndCursor; !dues[0].PageInfo.HasNextPage {
			break
		}
	}
	closed, err := a.CloseCampaign(ctx, 2026)
	if err != nil || closed.Status != model.CampaignStatusClosed {
		t.Fatalf("once all is settled: %v, %v", closed, err)
	}
}
