package model

import (
	"cmp"
	"slices"
)

// Journey is the way of a commune into a service up to a day: at least the step ENTITLED.
type Journey struct {
	ServiceID OfferID
	Stage     JourneyStage
	Since     Date
	Steps     []*JourneyStep
}

// Marks are the days of a commune's way that its use does not tell, nil where there is none: it signed, the service was set up with it, it
// was trained, it last asked for help about it, and it has been a member of a network of competence since.
type Marks struct{ Signed, SetUp, Trained, Helped, Networked *Date }

// recent is how many full months say whether a service is in use, regular in how many of them it is used where use is regular.
const recent, regular = 6, 3

// NewJourney follows a commune from the first day of its right to a day: used are the months of use, in order, of which those that
// are not over on the day do not count. Where it stands is told by its use, if it has any: a charter may be signed late.
func NewJourney(service OfferID, entitled Date, m Marks, used []Month, on Date) *Journey {
	steps := []*JourneyStep{{Stage: JourneyStageEntitled, Since: entitled}}
	for _, mark := range []struct {
		day   *Date
		stage JourneyStage
	}{{m.Signed, JourneyStageAccepted}, {m.SetUp, JourneyStageSetUp}, {m.Trained, JourneyStageTrained}} {
		if mark.day != nil && *mark.day <= on {
			steps = append(steps, &JourneyStep{Stage: mark.stage, Since: *mark.day})
		}
	}
	steps = append(steps, stagesOfUse(used, MonthOf(on))...)
	steps = append(steps, mastery(steps[len(steps)-1], m, on)...)
	last := steps[len(steps)-1]
	j := &Journey{ServiceID: service, Stage: last.Stage, Since: last.Since, Steps: steps}
	slices.SortStableFunc(j.Steps, func(a, b *JourneyStep) int { return cmp.Compare(a.Since, b.Since) })
	return j
}

// mastery are the steps beyond regular use: a year of it without help, and then a network in which others are helped.
func mastery(last *JourneyStep, m Marks, on Date) (steps []*JourneyStep) {
	if last.Stage != JourneyStageRegular {
		return nil
	}
	since := DateOf(last.Since.Time().AddDate(1, 0, 0))
	if m.Helped != nil {
		since = max(since, DateOf(m.Helped.Time().AddDate(1, 0, 0)))
	}
	if since > on {
		return nil
	}
	steps = append(steps, &JourneyStep{Stage: JourneyStageAutonomous, Since: since})
	if m.Networked != nil && *m.Networked <= on {
		steps = append(steps, &JourneyStep{Stage: JourneyStageHelpsOthers, Since: max(since, *m.Networked)})
	}
	return steps
}

// stagesOfUse are the steps from the first month of use to a month that is not over: each month that ends may change the stage.
func stagesOfUse(used []Month, now Month) (steps []*JourneyStep) {
	if len(used) == 0 || used[0] >= now {
		return nil
	}
	steps = append(steps, &JourneyStep{Stage: JourneyStageFirstUse, Since: used[0].First()})
	for next := used[0] + 1; next <= now; next++ {
		n := 0
		for m := next - recent; m < next; m++ {
			if _, in := slices.BinarySearch(used, m); in {
				n++
			}
		}
		stage := JourneyStageFirstUse
		switch {
		case n >= regular:
			stage = JourneyStageRegular
		case n == 0:
			stage = JourneyStageDormant
		}
		if stage != steps[len(steps)-1].Stage {
			steps = append(steps, &JourneyStep{Stage: stage, Since: next.First()})
		}
	}
	return steps
}
