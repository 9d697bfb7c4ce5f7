package actions

import "context"

// ResumeCampaigns computes the calls whose computation was interrupted, each from where it stood.
func (a *Actions) ResumeCampaigns(ctx context.Context) error {
	calls, err := a.DB.InterruptedCampaigns(ctx)
	if err != nil {
		return err
	}
	for _, c := range calls {
		if _, err := a.ComputeCampaign(ctx, c.Year, *c.ComputedBy); err != nil {
			return err
		}
	}
	return nil
}
