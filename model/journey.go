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

// recent is how many full months say whether a service is in use, regular in how many of them it is used where use is regular.
const recent, regular = 6, 3

// NewJourney follows a commune from the first day of its right to a day: used are the months of use, in order, of which those that
// are not over on the day do not count. Where it stands is told by its use, if it has any: a charter may be signed late.
func NewJourney(service OfferID, entitled Date, signed, trained *Date, used []Month, on Date) *Journey {
	steps := []*JourneyStep{{Stage: JourneyStageEntitled, Since: entitled}}
	if signed != nil && *signed <= on {
		steps = append(steps, &JourneyStep{Stage: JourneyStageAccepted, Since: *signed})
	}
	if trained != nil && *trained <= on {
		steps = append(steps, &JourneyStep{Stage: JourneyStageTrained, Since: *trained})
	}
	steps = append(steps, stagesOfUse(used, MonthOf(on))...)
	last := steps[len(steps)-1]
	j := &Journey{ServiceID: service, Stage: last.Stage, Since: last.Since, Steps: steps}
	slices.SortStableFunc(j.Steps, func(a, b *JourneyStep) int { return cmp.Compare(a.Since, b.Since) })
	return j
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
