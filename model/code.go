package model

import (
	"regexp"
	"strings"
)

var (
	communeCode    = regexp.MustCompile(`^(\d{5}|2[AB]\d{3})$`)
	departmentCode = regexp.MustCompile(`^(\d{2,3}|2[AB])$`)
	regionCode     = regexp.MustCompile(`^\d{2}$`)
	offerCode      = regexp.MustCompile(`^[A-Z][A-Z0-9_]{1,31}$`)
	sirenCode      = regexp.MustCompile(`^\d{9}$`)
	siretCode      = regexp.MustCompile(`^\d{14}$`)
)

// CheckCommuneCode refuses what cannot be an INSEE code of a commune.
func CheckCommuneCode(path, s string) error {
	if communeCode.MatchString(s) {
		return nil
	}
	if capitals := strings.ToUpper(s); communeCode.MatchString(capitals) {
		return Invalid(path, "%q is not an INSEE code: 2A and 2B are written in capitals, give %s", s, capitals)
	}
	return Invalid(path, "%q is not an INSEE code: it has five characters, such as 01004 or 2A004, leading zero included", s)
}

// CheckDepartmentCode refuses what cannot be an INSEE code of a department or an overseas collectivity.
func CheckDepartmentCode(path, s string) error {
	if departmentCode.MatchString(s) {
		return nil
	}
	if capitals := strings.ToUpper(s); departmentCode.MatchString(capitals) {
		return Invalid(path, "%q is not the code of a department: 2A and 2B are written in capitals, give %s", s, capitals)
	}
	return Invalid(path, "%q is not the code of a department: it is such as 01, 2A or 974", s)
}

// CheckRegionCode refuses what cannot be an INSEE code of a region.
func CheckRegionCode(path, s string) error {
	if !regionCode.MatchString(s) {
		return Invalid(path, "%q is not the code of a region: it has two digits, such as 53", s)
	}
	return nil
}

// CheckSIREN refuses what cannot be a SIREN: nine digits whose Luhn sum is a multiple of ten.
func CheckSIREN(path, s string) error {
	if isSIREN(s) {
		return nil
	}
	switch digits := strings.Join(strings.Fields(s), ""); {
	case sirenCode.MatchString(s):
		return Invalid(path, "%q is not a SIREN: its control sum is wrong, a digit was probably mistyped", s)
	case siretCode.MatchString(digits) && isSIREN(digits[:9]):
		return Invalid(path, "%q is not a SIREN: this is a SIRET, its SIREN is %s", s, digits[:9])
	case sirenCode.MatchString(digits):
		return Invalid(path, "%q is not a SIREN: write the nine digits without blanks", s)
	default:
		return Invalid(path, "%q is not a SIREN: it has nine digits", s)
	}
}

func isSIREN(s string) bool {
	return sirenCode.MatchString(s) && s[8] == luhn(s[:8]) && s != "000000000"
}

// CheckOfferCode refuses what cannot be the code of a service or a bundle.
func CheckOfferCode(path, s string) error {
	if !offerCode.MatchString(s) {
		return Invalid(path, "%q is not the code of an offer: it is in capitals, such as ACTES or BOUQUET", s)
	}
	return nil
}

// SIREN completes eight digits with the ninth that makes the control sum right.
func SIREN(eight string) string { return eight + string(luhn(eight)) }

func luhn(eight string) byte {
	sum := 0
	for i := range eight {
		d := int(eight[i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return byte('0' + (10-sum%10)%10)
}
