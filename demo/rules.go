package demo

import (
	"embed"
	"io/fs"
	"strconv"
	"strings"
)

// rules are the demonstration's barème, with ${year} and ${index} in the place of what each vote decides.
//
//go:embed rules/*.yaml
var rules embed.FS

// index is the price index of the demonstration that each year's vote takes, 100 in 2022.
var index = map[int]string{2022: "100", 2023: "103.2", 2024: "106.1", 2025: "108", 2026: "109.7"}

// Rules are the texts of the rules voted for a year, 2022 to 2026, as files would carry them.
func Rules(year int) (texts []string, err error) {
	names, err := fs.Glob(rules, "rules/*.yaml")
	if err != nil {
		return nil, err
	}
	fill := strings.NewReplacer("${year}", strconv.Itoa(year), "${index}", index[year])
	for _, name := range names {
		text, err := rules.ReadFile(name)
		if err != nil {
			return nil, err
		}
		texts = append(texts, fill.Replace(string(text)))
	}
	return texts, nil
}
