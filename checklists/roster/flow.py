"""Flows in a network with capacities and costs: as much as goes, at the least cost, and exchanges that cost nothing.

Successive shortest paths with potentials (Edmonds and Karp 1972): a flow is the cheapest of its size as long as every arc with
room left has a reduced cost of 0 or more, and stays so when it grows along arcs whose reduced cost is 0. Costs are 0 or more.
"""

from heapq import heappop, heappush


class Flow:
    """A network by numbers. Arc `e` leads to `head[e]` and has `room[e]` left; the room of its way back, `e ^ 1`, is the flow."""

    def __init__(self, nodes: int) -> None:
        self.arcs: list[list[int]] = [[] for _ in range(nodes)]
        self.head: list[int] = []
        self.room: list[int] = []
        self.cost: list[int] = []
        self.potential = [0] * nodes

    def node(self) -> int:
        """Add a node and return its number."""
        self.arcs.append([])
        self.potential.append(0)
        return len(self.arcs) - 1

    def arc(self, tail: int, head: int, room: int, cost: int = 0) -> int:
        """Add an arc and return its number."""
        number = len(self.head)
        self.head += (head, tail)
        self.room += (room, 0)
        self.cost += (cost, -cost)
        self.arcs[tail].append(number)
        self.arcs[head].append(number + 1)
        return number

    def mark(self) -> tuple[int, int, list[int]]:
        """Return what `restore` needs in order to come back to this flow and network."""
        return len(self.arcs), len(self.head), self.room.copy()

    def restore(self, mark: tuple[int, int, list[int]]) -> None:
        """Take away every arc and node added since `mark`, and go back to its flow."""
        nodes, arcs, room = mark
        for number in range(len(self.head) - 1, arcs - 1, -1):
            self.arcs[self.head[number ^ 1]].pop()
        del self.arcs[nodes:], self.potential[nodes:], self.head[arcs:], self.cost[arcs:]
        self.room = room.copy()

    def push(self, path: list[int], amount: int = 1) -> None:
        """Send so many units along the arcs."""
        for arc in path:
            self.room[arc] -= amount
            self.room[arc ^ 1] += amount

    def grow(self, source: int, sink: int) -> int:
        """Send as much as goes on top of the flow there is, whatever it costs, and return how much that was."""
        return self._fill(source, sink, tight=False)

    def grow_cheaply(self, source: int, sink: int) -> None:
        """Send as much as goes at the least cost; the flow there is must be the cheapest of its size with the potentials."""
        while self._measure(source, sink):
            self._fill(source, sink, tight=True)

    def trade(self, giver: int, takers: set[int], barred: set[int]) -> int | None:
        """Let one unit through a taker instead of the giver, for nothing and past `barred`; return the taker, if there is one."""
        path = self._path(takers, giver, barred)
        if path is None:
            return None
        self.push(path)
        return self.head[path[0] ^ 1]

    def forward(self, source: int) -> set[int]:
        """Return the nodes to which one unit more could be sent from the source."""
        seen, stack = {source}, [source]
        while stack:
            for arc in self.arcs[stack.pop()]:
                if self.room[arc] and self.head[arc] not in seen:
                    seen.add(self.head[arc])
                    stack.append(self.head[arc])
        return seen

    def backward(self, sink: int) -> set[int]:
        """Return the nodes from which one unit more could be sent to the sink."""
        seen, stack = {sink}, [sink]
        while stack:
            for arc in self.arcs[stack.pop()]:
                if self.room[arc ^ 1] and self.head[arc] not in seen:
                    seen.add(self.head[arc])
                    stack.append(self.head[arc])
        return seen

    def _fill(self, source: int, sink: int, *, tight: bool) -> int:
        total = 0
        while sent := self._sweep(source, sink, tight=tight):
            total += sent
        return total

    def _sweep(self, source: int, sink: int, *, tight: bool) -> int:
        """Send along one way after another, searched from the sink; return how much. No arc is looked at twice (Dinic 1970).

        The first way is found if there is one; later ones may be missed, and are left to the next sweep.
        """
        total, node, path = 0, sink, list[int]()
        tried: dict[int, int] = {}
        seen = {sink}
        while True:
            if node == source:
                amount = min(self.room[arc] for arc in path)
                self.push(path, amount)
                total += amount
                seen.difference_update(self.head[arc ^ 1] for arc in path)
                node, path = sink, []
            arcs = self.arcs[node]
            for number in range(tried.get(node, 0), len(arcs)):
                arc, before = arcs[number] ^ 1, self.head[arcs[number]]
                if self.room[arc] and before not in seen and (not tight or self._is_tight(arc)):
                    tried[node] = number
                    seen.add(before)
                    path.append(arc)
                    node = before
                    break
            else:
                tried[node] = len(arcs)
                if node == sink:
                    return total
                node = self.head[path.pop()]

    def _is_tight(self, arc: int) -> bool:
        return self.cost[arc] + self.potential[self.head[arc ^ 1]] == self.potential[self.head[arc]]

    def _path(self, starts: set[int], end: int, barred: set[int]) -> list[int] | None:
        """Return the arcs of a way for nothing from one of `starts` to the end; it is searched from the end."""
        came: dict[int, int] = {end: -1}
        stack = [end]
        while stack:
            for back in self.arcs[stack.pop()]:
                arc, before = back ^ 1, self.head[back]
                if not self.room[arc] or before in came or before in barred or not self._is_tight(arc):
                    continue
                came[before] = arc
                if before in starts:
                    return self._way(came, before, end)
                stack.append(before)
        return None

    def _way(self, came: dict[int, int], node: int, end: int) -> list[int]:
        path = []
        while node != end:
            path.append(came[node])
            node = self.head[came[node]]
        return path

    def _measure(self, source: int, sink: int) -> bool:
        """Raise the potentials by the least reduced cost from the source (Dijkstra); say whether the sink can be reached."""
        least = {source: 0}
        done: set[int] = set()
        queue = [(0, source)]
        while queue:
            cost, node = heappop(queue)
            if node in done:
                continue
            done.add(node)
            for arc in self.arcs[node]:
                head = self.head[arc]
                if self.room[arc] and head not in done:
                    through = cost + self.cost[arc] + self.potential[node] - self.potential[head]
                    if through < least.get(head, through + 1):
                        least[head] = through
                        heappush(queue, (through, head))
        for node, cost in least.items():
            self.potential[node] += cost
        return sink in least
