"""The heaviest matching of rows to columns, by shortest augmenting paths (the Hungarian method, Kuhn 1955)."""


def heaviest(weights: list[list[int]]) -> int:
    """Return the largest sum of one entry per row, no two in one column; rows at most as many as columns."""
    rows = len(weights)
    columns = len(weights[0]) if rows else 0
    row_price, column_price = [0] * (rows + 1), [0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0] = row
        column = 0
        slack: list[float] = [float("inf")] * (columns + 1)
        before = [0] * (columns + 1)
        used = [False] * (columns + 1)
        while row_of[column]:
            used[column] = True
            here = row_of[column]
            step, following = float("inf"), 0
            for other in range(1, columns + 1):
                if not used[other]:
                    cost = -weights[here - 1][other - 1] - row_price[here] - column_price[other]
                    if cost < slack[other]:
                        slack[other], before[other] = cost, column
                    if slack[other] < step:
                        step, following = slack[other], other
            for other in range(columns + 1):
                if used[other]:
                    row_price[row_of[other]] += int(step)
                    column_price[other] -= int(step)
                else:
                    slack[other] -= step
            column = following
        while column:
            row_of[column] = row_of[before[column]]
            column = before[column]
    return sum(weights[row_of[column] - 1][column - 1] for column in range(1, columns + 1) if row_of[column])
