package model

import (
	"database/sql/driver"
	"fmt"
	"io"
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
		case letterCampaign:
			return CampaignID(key), nil
		case letterDue:
			return DueID(key), nil
		case letterAnomaly:
			return AnomalyID(key), nil
		}
	}
	return nil, Invalid("", "%q is not an identifier: give one that an id field returned", s)
}

// AppendGQL writes the identifier as a JSON string.
func (id CollectivityID) AppendGQL(b []byte) []byte {
	return appendID(b, letterCollectivity, int64(id))
}

// MarshalGQL writes the identifier as a JSON string.
func (id CollectivityID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *CollectivityID) UnmarshalGQL(v any) error {
	key, err := readID(letterCollectivity, v)
	*id = CollectivityID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id OfferID) AppendGQL(b []byte) []byte { return appendID(b, letterOffer, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id OfferID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *OfferID) UnmarshalGQL(v any) error {
	key, err := readID(letterOffer, v)
	*id = OfferID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id SubscriptionID) AppendGQL(b []byte) []byte {
	return appendID(b, letterSubscription, int64(id))
}

// MarshalGQL writes the identifier as a JSON string.
func (id SubscriptionID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *SubscriptionID) UnmarshalGQL(v any) error {
	key, err := readID(letterSubscription, v)
	*id = SubscriptionID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id PersonID) AppendGQL(b []byte) []byte { return appendID(b, letterPerson, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id PersonID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *PersonID) UnmarshalGQL(v any) error {
	key, err := readID(letterPerson, v)
	*id = PersonID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id MandateID) AppendGQL(b []byte) []byte { return appendID(b, letterMandate, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id MandateID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *MandateID) UnmarshalGQL(v any) error {
	key, err := readID(letterMandate, v)
	*id = MandateID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id RuleID) AppendGQL(b []byte) []byte { return appendID(b, letterRule, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id RuleID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *RuleID) UnmarshalGQL(v any) error {
	key, err := readID(letterRule, v)
	*id = RuleID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id CollegeID) AppendGQL(b []byte) []byte { return appendID(b, letterCollege, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id CollegeID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *CollegeID) UnmarshalGQL(v any) error {
	key, err := readID(letterCollege, v)
	*id = CollegeID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id SessionID) AppendGQL(b []byte) []byte { return appendID(b, letterSession, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id SessionID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *SessionID) UnmarshalGQL(v any) error {
	key, err := readID(letterSession, v)
	*id = SessionID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id BallotID) AppendGQL(b []byte) []byte { return appendID(b, letterBallot, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id BallotID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *BallotID) UnmarshalGQL(v any) error {
	key, err := readID(letterBallot, v)
	*id = BallotID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id CampaignID) AppendGQL(b []byte) []byte { return appendID(b, letterCampaign, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id CampaignID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *CampaignID) UnmarshalGQL(v any) error {
	key, err := readID(letterCampaign, v)
	*id = CampaignID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id DueID) AppendGQL(b []byte) []byte { return appendID(b, letterDue, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id DueID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *DueID) UnmarshalGQL(v any) error {
	key, err := readID(letterDue, v)
	*id = DueID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id AnomalyID) AppendGQL(b []byte) []byte { return appendID(b, letterAnomaly, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id AnomalyID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *AnomalyID) UnmarshalGQL(v any) error {
	key, err := readID(letterAnomaly, v)
	*id = AnomalyID(key)
	return err
}

// Value stores no body as null.
func (id CollectivityID) Value() (driver.Value, error) {
	if id == 0 {
		return nil, nil
	}
	return int64(id), nil
}
