package model

import (
	"database/sql/driver"
	"fmt"
	"strconv"
)

// Node is an object with an identifier of its own.
type Node interface{ IsNode() }

// A typed key per table: the compiler then refuses a service where a subscription is meant. In GraphQL it is a letter
// for the table and the number, so that one identifier names one object of the whole graph.
type (
	// CollectivityID names a body.
	CollectivityID int64
	// OfferID names a service or a bundle.
	OfferID int64
	// SubscriptionID names a subscription.
	SubscriptionID int64
	// PersonID names a person.
	PersonID int64
	// MandateID names a mandate.
	MandateID int64
	// RuleID names a version of a contribution rule.
	RuleID int64
	// CollegeID names a college.
	CollegeID int64
	// SessionID names a session of the comité syndical.
	SessionID int64
	// BallotID names a ballot.
	BallotID int64
	// CampaignID names a call for contributions.
	CampaignID int64
	// DueID names a due.
	DueID int64
	// AnomalyID names an anomaly of a call.
	AnomalyID int64
	// RequestID names what a body asked.
	RequestID int64
	// ActivityID names a meeting, a training, a visit or a campaign.
	ActivityID int64
	// KeyID names a key.
	KeyID int64
	// NetworkID names a network of competence.
	NetworkID int64
	// CharterID names a charter.
	CharterID int64
	// SurveyID names a survey.
	SurveyID int64
)

const (
	letterCollectivity = 'c'
	letterOffer        = 'o'
	letterSubscription = 's'
	letterPerson       = 'p'
	letterMandate      = 'm'
	letterRule         = 'r'
	letterCollege      = 'g'
	letterSession      = 'a' // an assembly
	letterBallot       = 'b'
	letterCampaign     = 'k'
	letterDue          = 'd'
	letterAnomaly      = 'x'
	letterRequest      = 'q'
	letterActivity     = 'v'
	letterKey          = 'h'
	letterNetwork      = 'n'
	letterCharter      = 't'
	letterSurvey       = 'e'
)

func appendID(b []byte, letter byte, key int64) []byte {
	b = append(b, '"', letter)
	b = strconv.AppendInt(b, key, 10)
	return append(b, '"')
}

func readID(letter byte, v any) (int64, error) {
	s, _ := v.(string)
	if len(s) < 2 || len(s) > 19 || s[0] != letter || s[1] < '1' || s[1] > '9' {
		return 0, Invalid("", "%q is not such an identifier: give one that an id field returned", fmt.Sprint(v))
	}
	key, err := strconv.ParseInt(s[1:], 10, 64)
	if err != nil {
		return 0, Invalid("", "%q is not an identifier: give one that an id field returned", s)
	}
	return key, nil
}

// ParseID reads an identifier of any table: its typed key.
func ParseID(s string) (any, error) {
	if s != "" {
		key, err := readID(s[0], s)
		if err != nil {
			return nil, err
		}
		switch s[0] {
		case letterCollectivity:
			return CollectivityID(key), nil
		case letterOffer:
			return OfferID(key), nil
		case letterSubscription:
			return SubscriptionID(key), nil
		case letterPerson:
			return PersonID(key), nil
		case letterMandate:
			return MandateID(key), nil
		case letterRule:
			return RuleID(key), nil
		case letterCollege:
			return CollegeID(key), nil
		case letterSession:
			return SessionID(key), nil
		case letterBallot:
			return BallotID(key), nil
		case letterRequest:
			return RequestID(key), nil
		case letterActivity:
			return ActivityID(key), nil
		case letterNetwork:
			return NetworkID(key), nil
		case letterCharter:
			return CharterID(key), nil
		case letterSurvey:
			return SurveyID(key), nil
		}
	}
	return nil, Invalid("", "%q is not an identifier: give one that an id field returned", s)
}

// Value stores no body as null.
func (id CollectivityID) Value() (driver.Value, error) {
	if id == 0 {
		return nil, nil
	}
	return int64(id), nil
}
